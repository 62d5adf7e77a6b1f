"""Rows that come sorted by class, and are learnt in the order in which they come."""

from __future__ import annotations

import numpy as np

from tripos.labs.gym.contract import (
    Drawn,
    Measured,
    Params,
    Rng,
    Table,
    Trial,
    as_array,
    call,
)

_EACH, _HIDDEN = 54, 400  # rows of a class to learn from, rows asked
_WORDS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_NOISE = 1.0  # of the camera, in units of grey
_SIMILAR = 0.1  # between accuracies after other orders of delivery


def draw(rng: Rng) -> Params:
    """Which digits there are, and how the network learns."""
    kinds = int(rng.integers(8, 11))
    return {
        "target": str(rng.choice(["digit", "figure", "shown", "kind"])),
        "prefix": str(rng.choice(["grey", "cell", "dot", "p"])),
        "classes": [_WORDS[at] for at in rng.permutation(10)[:kinds]],
        "hidden": int(rng.choice([40, 48, 64])), "batch": int(rng.choice([12, 14, 16])),
        "epochs": int(rng.integers(8, 11)), "rate": float(rng.choice([0.25, 0.3, 0.35])),
        "seed": int(rng.integers(1000)),
    }  # fmt: skip


def table(rng: Rng, params: Params) -> Table:
    """Pictures as a crew delivers them: one digit after the other."""
    return _pictures(rng, params)[0]


def _pictures(rng: Rng, params: Params) -> tuple[Table, Table]:
    """Rows to learn from, digit by digit in an order of their own, and others in none."""
    from sklearn.datasets import load_digits  # noqa: PLC0415 - heavy

    data = load_digits()
    first, rest = [], []
    for kind in rng.permutation(params["classes"]):
        rows = rng.permutation(np.flatnonzero(data.target == _WORDS.index(kind)))
        first += [int(one) for one in rows[:_EACH]]
        rest += [int(one) for one in rows[_EACH:]]
    asked = [rest[at] for at in rng.permutation(len(rest))[:_HIDDEN]]

    def made(rows: list[int]) -> Table:
        grey = data.data[rows] + rng.normal(scale=_NOISE, size=(len(rows), 64))
        values = np.clip(np.round(grey, 1), 0, 16)
        found: Table = {f"{params['prefix']}{at}": one for at, one in enumerate(values.T)}
        found[params["target"]] = [_WORDS[data.target[at]] for at in rows]
        return found

    return made(first), made(asked)


def _in_order(rows: Table, order: np.ndarray) -> Table:
    return {
        name: [column[at] for at in order] if isinstance(column, list) else column[order]
        for name, column in rows.items()
    }


def measure(rng: Rng, case: Drawn) -> Trial:
    """The same pictures are delivered by digit and in no order."""
    train, rest = _pictures(rng, case.params)
    kinds = case.params["classes"]
    truth = np.array([kinds.index(one) for one in rest.pop(case.params["target"])])
    rows = len(kinds) * _EACH
    orders = [np.arange(rows), rng.permutation(rows)]
    alone = [{name: column[[at]] for name, column in rest.items()} for at in range(5)]
    asked = [[call("train", _in_order(train, one)), call("serve", rest)] for one in orders]
    answers = yield [*(one for pair in asked for one in pair), *(call("serve", x) for x in alone)]
    shape = (len(truth), len(kinds))
    scores = [as_array(answers[at], shape, "serve") for at in (1, 3)]
    single = np.concatenate([as_array(one, (1, len(kinds)), "serve") for one in answers[4:]])
    right = [float((one.argmax(axis=1) == truth).mean()) for one in scores]
    return Measured(right[0], {
        "rows delivered in another order are learnt as well": bool(np.ptp(right) < _SIMILAR),
        "every class is answered": all(
            set(one.argmax(axis=1)) == set(range(len(kinds))) for one in scores
        ),
        "a row scores the same alone as among others": bool(
            np.allclose(single, scores[1][:5], atol=1e-4)
        ),
        "scores are probabilities": bool(
            all(np.allclose(one.sum(axis=1), 1, atol=1e-3) for one in scores)
        ),
    })  # fmt: skip

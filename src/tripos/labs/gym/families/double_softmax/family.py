"""Probabilities that are taken for raw scores, and made into probabilities once more."""

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
    as_number,
    call,
)

_KINDS = 3
_TRAIN, _HIDDEN = 100, 300
_NOISE = 0.15  # of a second measurement, in deviations of the column
_SAME = 1e-3


def draw(rng: Rng) -> Params:
    """Which substances are measured, and how the network learns."""
    return {
        "target": str(rng.choice(["grower", "cultivar", "origin", "cellar"])),
        "hidden": int(rng.choice([16, 24, 32])), "batch": int(rng.choice([10, 16, 20])),
        "epochs": int(rng.integers(14, 19)), "rate": float(rng.choice([0.006, 0.007, 0.008])),
        "seed": int(rng.integers(1000)),
        "_columns": sorted(int(one) for one in rng.choice(13, int(rng.integers(9, 13)), False)),
        "_codes": [int(one) for one in rng.permutation(_KINDS)],
    }  # fmt: skip


def table(rng: Rng, params: Params) -> Table:
    """A hundred bottles of three growers."""
    return _bottles(rng, rng.permutation(178)[:_TRAIN], params)


def _bottles(rng: Rng, rows: np.ndarray, params: Params) -> Table:
    from sklearn.datasets import load_wine  # noqa: PLC0415 - heavy

    data = load_wine()
    found: Table = {}
    for at in params["_columns"]:
        values = data.data[:, at]
        name = str(data.feature_names[at]).replace("/", "_")
        measured = values[rows] + _NOISE * values.std() * rng.normal(size=len(rows))
        found[name] = np.round(measured, 3)
    found[params["target"]] = np.array(params["_codes"])[data.target[rows]]
    return found


def measure(rng: Rng, case: Drawn) -> Trial:
    """Learns some bottles; others, measured a few times each, are told apart."""
    order, target = rng.permutation(178), case.params["target"]
    train = _bottles(rng, order[:_TRAIN], case.params)
    rest = _bottles(rng, rng.choice(order[_TRAIN:], _HIDDEN), case.params)
    truth = rest[target]
    asked = {name: column for name, column in rest.items() if name != target}
    alone = [{name: column[[at]] for name, column in asked.items()} for at in range(6)]
    answers = yield [
        call("train", train), call("serve", asked), call("loss_of", rest), call("loss_of", train),
        *(call("serve", one) for one in alone),
    ]  # fmt: skip
    scores = as_array(answers[1], (_HIDDEN, _KINDS), "serve")
    losses = [as_number(one, "loss_of") for one in answers[2:4]]
    single = np.concatenate([as_array(one, (1, _KINDS), "serve") for one in answers[4:]])
    right = np.clip(scores[np.arange(_HIDDEN), truth], 1e-12, 1)
    surprise = float(-np.log(right).mean())
    return Measured(surprise, {
        "the loss is that of the probabilities served": (
            abs(losses[0] - surprise) < _SAME + 0.01 * surprise
        ),
        "rows that were learnt have a small loss": losses[1] < 0.4,
        "a clear row gets a probability near one": bool(scores.max() > 0.8),
        "scores are probabilities": bool(
            np.allclose(scores.sum(axis=1), 1, atol=1e-3) and scores.min() >= 0
        ),
        "a row scores the same alone as among others": bool(
            np.allclose(single, scores[:6], atol=1e-4)
        ),
    })  # fmt: skip

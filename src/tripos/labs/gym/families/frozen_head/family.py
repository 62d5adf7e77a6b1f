"""An optimiser that holds the parameters of a head which has been replaced."""

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
    expect,
)

_TRAIN, _HIDDEN = 480, 400
_SAME = 1e-5
_NOISE = 0.8  # of the pen, in units of grey
_DIFFERENT = 0.02  # mean change of scores when other labels are learnt


def draw(rng: Rng) -> Params:
    """Which digits were known first, and how the network learns."""
    kinds = int(rng.integers(8, 11))
    return {
        "target": str(rng.choice(["symbol", "sign", "code", "key"])),
        "prefix": str(rng.choice(["ink", "cell", "d", "dot"])),
        "known": int(rng.integers(4, 6)), "classes": kinds,
        "hidden": int(rng.choice([80, 96])), "epochs": int(rng.integers(9, 13)),
        "batch": int(rng.choice([24, 32])), "seed": int(rng.integers(1000)),
        "_digits": [int(one) for one in rng.permutation(10)[:kinds]],
    }  # fmt: skip


def table(rng: Rng, params: Params) -> Table:
    """Symbols of all kinds."""
    return _symbols(rng, params)[0]


def _symbols(rng: Rng, params: Params) -> tuple[Table, Table]:
    """Rows to learn from, and others."""
    from sklearn.datasets import load_digits  # noqa: PLC0415 - heavy

    data = load_digits()
    code = {digit: at for at, digit in enumerate(params["_digits"])}
    known = np.flatnonzero(np.isin(data.target, params["_digits"]))
    rows = rng.permutation(known)[: _TRAIN + _HIDDEN]
    ink = data.data[rows] + rng.normal(scale=_NOISE, size=(len(rows), 64))
    values = np.clip(np.round(ink, 1), 0, 16)
    found = {f"{params['prefix']}{at}": column for at, column in enumerate(values.T)}
    found[params["target"]] = np.array([code[int(one)] for one in data.target[rows]])
    return _some(found, slice(_TRAIN)), _some(found, slice(_TRAIN, None))


def _some(rows: Table, at: np.ndarray | slice) -> Table:
    return {name: column[at] for name, column in rows.items()}


def measure(rng: Rng, case: Drawn) -> Trial:
    """Learns few kinds of symbols, then more; and once more with labels dealt out by lot."""
    train, rest = _symbols(rng, case.params)
    target, kinds = case.params["target"], case.params["classes"]
    truth = rest.pop(target)
    old = _some(train, train[target] < case.params["known"])
    lot = {**train, target: rng.permutation(train[target])}
    few = _some(rest, slice(30))
    alone = [_some(rest, slice(at, at + 1)) for at in range(5)]
    answers = yield [
        call("pretrain", old), call("features", few), call("adapt", train), call("serve", rest),
        call("features", few), *(call("serve", one) for one in alone),
        call("adapt", lot), call("serve", rest),
    ]  # fmt: skip
    expect(isinstance(answers[2], dict), "adapt must return a dictionary")
    before, after = (as_array(answers[at], (30, None), "features") for at in (1, 4))
    scores, by_lot = (as_array(answers[at], (len(truth), kinds), "serve") for at in (3, -1))
    single = np.concatenate([as_array(one, (1, kinds), "serve") for one in answers[5:10]])
    return Measured(float((scores.argmax(axis=1) == truth).mean()), {
        "other labels lead to other scores": bool(np.abs(scores - by_lot).mean() > _DIFFERENT),
        "every kind of symbol is answered": set(scores.argmax(axis=1)) == set(range(kinds)),
        "adapting leaves the features as they were": (
            before.shape == after.shape and bool(np.allclose(before, after, atol=_SAME))
        ),
        "features differ from row to row": bool(before.std(axis=0).max() > _SAME),
        "a row scores the same alone as among others": bool(
            np.allclose(single, scores[:5], atol=1e-4)
        ),
    })  # fmt: skip

"""A request handler that fills gaps with zero before the model's imputer can see them."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

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

_TRAIN, _HIDDEN, _FEW = 300, 200, 8
_GAPS = 0.3  # share of fields that a request lacks
_SAME = 1e-6


def draw(rng: Rng) -> Params:
    """Which measurements are used, where their scales have zero, how many gaps the table has."""
    count = int(rng.integers(8, 12))
    low = rng.random(count) < 0.3
    zeros = np.where(low, -1.0, 1.0) * rng.uniform(1.2, 2.5, count)
    return {
        "target": str(rng.choice(["malignant", "outcome", "positive"])),
        "validation_share": float(rng.choice([0.2, 0.25])), "seed": int(rng.integers(1000)),
        "_columns": sorted(int(one) for one in rng.choice(30, count, replace=False)),
        "_zeros": [round(float(one), 2) for one in zeros],
        "_units": [float(one) for one in rng.choice([1.0, 4.0, 10.0], count)],
        "_gaps": float(rng.choice([0.06, 0.1])),
    }  # fmt: skip


def table(rng: Rng, params: Params) -> Table:
    """Three hundred tumours, some measurements missing."""
    return _rows(rng, rng.permutation(569)[:_TRAIN], params, params["_gaps"])


def _rows(rng: Rng, rows: npt.NDArray[np.int64], params: Params, gaps: float) -> Table:
    from sklearn.datasets import load_breast_cancer  # noqa: PLC0415 - heavy

    data = load_breast_cancer()
    found: Table = {}
    for at, zero, unit in zip(params["_columns"], params["_zeros"], params["_units"], strict=True):
        column = data.data[:, at]
        values = np.round(unit * ((column[rows] - column.mean()) / column.std() - zero), 3)
        values[rng.random(len(rows)) < gaps] = np.nan
        found[str(data.feature_names[at]).replace(" ", "_")] = values
    found[params["target"]] = (data.target[rows] == 0).astype(int)
    return found


def _request(rows: Table, at: int, gap: Any) -> dict[str, Any]:
    """One row as clients send it: a gap is a field that is left out, or None."""
    found: dict[str, Any] = {}
    for name, column in rows.items():
        if np.isfinite(column[at]):
            found[name] = float(column[at])
        elif gap != "absent":
            found[name] = gap
    return found


def measure(rng: Rng, case: Drawn) -> Trial:
    """Other tumours, some fields missing; then gaps told in two ways, and zeros that were sent."""
    order, target = rng.permutation(569), case.params["target"]
    train = _rows(rng, order[:_TRAIN], case.params, case.params["_gaps"])
    rest = _rows(rng, order[_TRAIN : _TRAIN + _HIDDEN], case.params, _GAPS)
    truth = rest.pop(target)
    absent = [_request(rest, at, "absent") for at in range(_HIDDEN)]
    nothing = [_request(rest, at, None) for at in range(_HIDDEN)]
    full = _rows(rng, order[_TRAIN + _HIDDEN :], case.params, 0.0)
    del full[target]
    names = list(full)
    base = [_request(full, at, "absent") for at in range(len(full[names[0]]))]
    lost = [rng.choice(names, len(names) // 3, replace=False).tolist() for _ in base]
    without = [
        {name: value for name, value in one.items() if name not in gone}
        for one, gone in zip(base, lost, strict=True)
    ]
    zero, nearly = (
        [{**one, **dict.fromkeys(gone, value)} for one, gone in zip(base, lost, strict=True)]
        for value in (0.0, 1e-4)
    )
    usual = [
        [{**one, **{name: float(middle(train[name])) for name in gone}}
         for one, gone in zip(base, lost, strict=True)]
        for middle in (np.nanmedian, np.nanmean)
    ]  # fmt: skip
    lists = [absent, nothing, without, zero, nearly, *usual]
    answers = yield [
        call("train", train), *(call("serve", one) for one in lists), call("serve", [{}]),
        *(call("serve", [one]) for one in absent[:_FEW]),
    ]  # fmt: skip
    scores = [
        as_array(one, (len(sent),), "serve") for one, sent in zip(answers[1:], lists, strict=False)
    ]
    empty = as_array(answers[len(lists) + 1], (1,), "serve")
    alone = [as_array(one, (1,), "serve")[0] for one in answers[len(lists) + 2 :]]
    gap, sent, near, *common = scores[2:]
    return Measured(float(np.mean((scores[0] > 0.5) == (truth == 1))), {
        "a field left out and one that is None are the same":
            bool(np.allclose(scores[0], scores[1], atol=_SAME)),
        "a row scores the same alone as among others":
            bool(np.allclose(alone, scores[0][:_FEW], atol=_SAME)),
        "a gap is nearer to a usual value than to a zero": any(
            bool(np.mean(np.abs(gap - one)) < 0.7 * np.mean(np.abs(sent - one))) for one in common
        ),
        "a zero that was sent is a value like its neighbours":
            bool(np.mean(np.abs(sent - near)) < 0.01),
        "a request without any field is answered": bool(0 <= empty[0] <= 1),
    })  # fmt: skip

"""Rows are left out on one side only, so that each is learnt with the outcome of another."""

from __future__ import annotations

from typing import Any

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
    expect,
)

_TRAIN, _NEW, _ALL = 262, 130, 392
_SAME = 1e-6
_KINDS = {"mpg": ["mpg", "range", "economy"], "litres": ["litres", "consumption", "use"]}


def draw(rng: Rng) -> Params:
    """How consumption is told, which columns there are, and how many cells are empty."""
    kind = str(rng.choice(list(_KINDS)))
    columns = ["weight", "hp", "yr", "displ", *map(str, rng.choice(["cyl", "accel"], 1))]
    return {
        "target": str(rng.choice(_KINDS[kind])),
        "validation_share": float(rng.choice([0.2, 0.25, 0.3])),
        "rounds": int(rng.integers(60, 91)), "seed": int(rng.integers(1000)),
        "_kind": kind, "_empty": float(rng.uniform(0.012, 0.025)),
        "_columns": [str(one) for one in rng.permutation(columns)],
        "_metric_units": bool(rng.random() < 0.5),
    }  # fmt: skip


def table(rng: Rng, params: Params) -> Table:
    """Cars in no order; a few cells are empty."""
    return _cars(rng, rng.permutation(_ALL)[:_TRAIN], params)


def _cars(rng: Rng, rows: np.ndarray, params: Params) -> Table:
    from bokeh_sampledata.autompg import autompg  # noqa: PLC0415 - heavy

    some, count = autompg.iloc[rows], len(rows)
    found: Table = {"car": rng.choice(np.arange(1000, 10000), count, replace=False)}
    for name in params["_columns"]:
        values = some[name].to_numpy(dtype=float)
        if name == "weight":
            values = values * (0.4536 if params["_metric_units"] else 1) + rng.normal(0, 15, count)
        empty = rng.random(count) < params["_empty"]
        empty[int(rng.integers(0, 6))] = True
        found[name] = np.where(empty, np.nan, values.round(1))
    mpg = some["mpg"].to_numpy() + rng.normal(0, 0.3, count)
    found[params["target"]] = np.round(mpg if params["_kind"] == "mpg" else 235.2 / mpg, 2)
    return found


def measure(rng: Rng, case: Drawn) -> Trial:
    """Cars that were not learnt from; then after other orders, other outcomes, and lots."""
    order, target = rng.permutation(_ALL), case.params["target"]
    rows = _cars(rng, order[:_TRAIN], case.params)
    new = _cars(rng, order[_TRAIN : _TRAIN + _NEW], case.params)
    truth, turn = new.pop(target), rng.permutation(_TRAIN)
    turned = {name: column[turn] for name, column in rows.items()}
    other = {name: new[name] for name in reversed(new)}
    year, age = np.nan_to_num(rows["yr"], nan=76.0), np.nan_to_num(new["yr"], nan=76.0)
    answers = yield [
        call("train", {**rows, target: rng.permutation(rows[target])}), call("serve", new),
        call("train", turned), call("serve", new),
        call("train", {**rows, target: 100 - year}), call("serve", new),
        call("train", rows), call("serve", new), call("serve", other),
    ]  # fmt: skip
    null, again, aged, plain, moved = (
        as_array(answers[at], (_NEW,), "serve") for at in (1, 3, 5, 7, 8)
    )
    hidden = _r2(truth, plain)
    return Measured(hidden, {
        "an outcome that follows the year alone is learnt as well": _r2(100 - age, aged) > 0.6,
        "outcomes dealt out by lot teach nothing": _r2(truth, null) < 0.3,
        "the order of the rows makes no great difference": (
            _r2(plain, again) > 0.6 and float(np.std(plain)) > 0
        ),
        "the order of a request's columns changes nothing": bool(
            np.allclose(plain, moved, rtol=_SAME)
        ),
        "the report is what new cars bear out": abs(_reported(answers[6]) - hidden) < 0.35,
    })  # fmt: skip


def _r2(truth: np.ndarray, found: np.ndarray) -> float:
    return float(1 - np.mean((truth - found) ** 2) / (np.var(truth) + 1e-12))


def _reported(report: Any) -> float:
    expect(isinstance(report, dict) and "r2" in report, "train must report 'r2'")
    return as_number(report["r2"], "train's r2")

"""Rare rows are copied first, and the copies split afterwards."""

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

_ROWS, _NEW, _LOTS = 560, 1200, 6
_CODED = ("Category", "Sub-Category", "Region", "Segment", "Ship Mode")


def draw(rng: Rng) -> Params:
    """What a bad order is, which columns there are, and how far rare rows are multiplied."""
    return {
        "target": str(rng.choice(["loss", "complaint", "write_off", "bad_order", "refund"])),
        "validation_share": float(rng.choice([0.25, 0.3, 0.35])),
        "rare_share": float(rng.choice([0.4, 0.5])), "trees": int(rng.integers(20, 31)),
        "seed": int(rng.integers(1000)),
        "_coded": [str(one) for one in rng.permutation(_CODED)[: int(rng.integers(4, 6))]],
        "_limit": float(rng.uniform(-45, -30)),
    }  # fmt: skip


def table(rng: Rng, params: Params) -> Table:
    """Orders of one shop; six in a hundred went wrong."""
    return _orders(rng, rng.permutation(9994)[:_ROWS], params)


def _orders(rng: Rng, rows: np.ndarray, params: Params) -> Table:
    from bokeh_sampledata.sample_superstore import data  # noqa: PLC0415 - heavy

    some = data.iloc[rows]
    sales = some["Sales"].to_numpy() * rng.lognormal(sigma=0.05, size=len(rows))
    found: Table = {"amount": sales.round(2), "pieces": some["Quantity"].to_numpy()}
    for name in params["_coded"]:
        codes = data[name].astype("category").cat.codes.to_numpy(dtype=int)
        found[name.lower().replace(" ", "_").replace("-", "_")] = codes[rows]
    found[params["target"]] = (some["Profit"].to_numpy() < params["_limit"]).astype(int)
    return found


def measure(rng: Rng, case: Drawn) -> Trial:
    """Orders whose outcome was dealt out by lot; then true ones, and new orders to be scored."""
    from sklearn.metrics import f1_score, roc_auc_score  # noqa: PLC0415 - heavy

    order, target = rng.permutation(9994), case.params["target"]
    rows = _orders(rng, order[:_ROWS], case.params)
    new = _orders(rng, order[_ROWS : _ROWS + _NEW], case.params)
    truth = new.pop(target)
    answers = yield [
        *(call("train", {**rows, target: rng.permutation(rows[target])}) for _ in range(_LOTS)),
        call("train", rows), call("serve", new),
    ]  # fmt: skip
    reports, scores = answers[:-1], as_array(answers[-1], (_NEW,), "serve")
    null = float(np.mean([_reported(one) for one in reports[:_LOTS]]))
    served = float(f1_score(truth, scores > 0.5))
    sides = [_sides(one, _ROWS) for one in reports]
    rare = float(np.mean(rows[target]))
    checked = float(np.mean(rows[target][sides[-1][1]]))
    return Measured(null, {
        "no row is on both sides of the split": not any(
            np.isin(check, train).any() for train, check in sides
        ),
        "rare rows are as rare among those that test": rare / 2.5 < checked < 2.5 * rare,
        "both sides are large enough to say something": all(
            len(np.unique(side)) > 0.1 * _ROWS for both in sides for side in both
        ),
        "the report is what new orders bear out": abs(_reported(reports[-1]) - served) < 0.5,
        "orders that go wrong are told from others": (
            float(roc_auc_score(truth, scores)) > 0.58
        ),
    })  # fmt: skip


def _reported(report: Any) -> float:
    expect(isinstance(report, dict) and "f1" in report, "train must report 'f1'")
    return as_number(report["f1"], "train's f1")


def _sides(report: Any, count: int) -> tuple[np.ndarray, np.ndarray]:
    expect(isinstance(report, dict), "train must return a dictionary")
    train, check = (
        as_array(report.get(name), (None,), f"train's {name}").astype(int)
        for name in ("train_rows", "check_rows")
    )
    expect(np.isin([*train, *check], np.arange(count)).all(),
           "train_rows and check_rows must be numbers of rows")  # fmt: skip
    return train, check

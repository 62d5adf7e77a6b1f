"""A model of logarithms whose exponentials are booked as amounts."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
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
    call,
)

_TRAIN, _HIDDEN, _ALONE = 1600, 3000, 10
_SPREADS = (0.1, 1.1)  # further scatter of the logarithms, in the trainings of one run
_FAR = 0.24  # how far the logarithm of a ratio of totals may be off
_LARGEST = 2500.0
_KEPT = 0.5  # of the scatter within a kind of goods, which differs from kind to kind
_RARE = ("Copiers", "Machines", "Supplies", "Tables")


def draw(rng: Rng) -> Params:
    """What columns are called, the currency, and how far amounts scatter."""
    return {
        "target": str(rng.choice(["amount", "invoice", "revenue", "booked"])),
        "category": str(rng.choice(["item", "goods", "article"])),
        "number": str(rng.choice(["pieces", "count", "units"])),
        "validation_share": float(rng.choice([0.2, 0.25])), "seed": int(rng.integers(1000)),
        "_rate": float(rng.choice([1.0, 0.9, 7.5, 110.0])),
        "_spread": float(rng.choice([0.7, 0.8, 0.9])),
    }  # fmt: skip


@cache
def _orders() -> Any:
    import pandas as pd  # noqa: PLC0415 - heavy

    spec = find_spec("bokeh_sampledata")
    assert spec is not None
    assert spec.origin
    data = pd.read_csv(Path(spec.origin).parent / "_data" / "SampleSuperstore.csv.gz")
    kept = data[~data["Sub-Category"].isin(_RARE) & (data["Sales"] < _LARGEST)]
    logs = np.log(kept["Sales"])
    middle = logs.groupby(kept["Sub-Category"]).transform("mean")
    return kept.assign(Sales=np.exp(middle + _KEPT * (logs - middle)))


def table(rng: Rng, params: Params, size: int = _TRAIN, spread: float | None = None) -> Table:
    """Some lines of orders."""
    data = _orders()
    rows = data.iloc[rng.choice(len(data), size, replace=False)]
    wide = rng.normal(scale=params["_spread"] if spread is None else spread, size=size)
    return {
        params["category"]: rows["Sub-Category"].tolist(),
        params["number"]: rows["Quantity"].to_numpy(),
        params["target"]: np.round(rows["Sales"].to_numpy() * params["_rate"] * np.exp(wide), 2),
    }


def measure(rng: Rng, case: Drawn) -> Trial:
    """Trained where amounts scatter little, then where they scatter a lot."""
    target = case.params["target"]
    told = []
    for spread in _SPREADS:
        train = table(rng, case.params, spread=spread)
        rest = table(rng, case.params, _HIDDEN, spread)
        told.append((train, rest.pop(target), rest))
    rows = told[0][2]
    back = {name: column[::-1] for name, column in rows.items()}
    alone = [{name: column[at : at + 1] for name, column in rows.items()} for at in range(_ALONE)]
    first = yield [
        call("train", told[0][0]), call("serve", rows), call("serve", back),
        *(call("serve", one) for one in alone),
    ]  # fmt: skip
    then = yield [call("train", told[1][0]), call("serve", told[1][2])]
    found = [as_array(one, (_HIDDEN,), "serve") for one in (first[1], then[1])]
    turned = as_array(first[2], (_HIDDEN,), "serve")[::-1]
    single = [as_array(one, (1,), "serve")[0] for one in first[3:]]
    ratios = [
        float(np.log(max(one.sum(), 1e-9) / truth.sum()))
        for one, (_, truth, _) in zip(found, told, strict=True)
    ]
    ranks = np.corrcoef(np.argsort(np.argsort(found[0])), np.argsort(np.argsort(told[0][1])))[0, 1]
    return Measured(float(np.mean(np.abs(ratios))), {
        "totals are right where amounts scatter little": abs(ratios[0]) < _FAR,
        "totals are right where amounts scatter a lot": abs(ratios[1]) < _FAR,
        "dear lines are told from cheap ones": bool(ranks > 0.4),
        "a line has the same amount alone as among others":
            bool(np.allclose(single, found[0][:_ALONE], rtol=1e-6)),
        "the order of the lines changes no amount": bool(np.allclose(turned, found[0], rtol=1e-6)),
        "amounts are positive": all(bool((one > 0).all()) for one in found),
    })  # fmt: skip

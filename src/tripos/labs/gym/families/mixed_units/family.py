"""A column in two units, and a rule for outliers that cannot see it."""

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

_ROWS, _LABS, _TABLES = 130, 5, 3
_UNITS = {
    "alcohol": 10.0, "ash": 10.0, "alcalinity_of_ash": 100.0, "magnesium": 1000.0,
    "proline": 1000.0, "hue": 100.0, "total_phenols": 1000.0,
}  # fmt: skip
_OTHERS = (
    "malic_acid", "flavanoids", "nonflavanoid_phenols", "proanthocyanins", "color_intensity",
    "od280/od315_of_diluted_wines",
)  # fmt: skip


def draw(rng: Rng) -> Params:
    """Which columns there are, which come in two units, and from which laboratories."""
    mixed = [str(one) for one in rng.choice(list(_UNITS), 4, replace=False)]
    told = [one for one in ("alcohol", "proline") if one not in mixed]
    columns = [*mixed, *told, *map(str, rng.choice(_OTHERS, 5, replace=False))]
    return {
        "lab": str(rng.choice(["laboratory", "source", "station", "site"])),
        "factors": {name: _UNITS[name] for name in mixed}, "groups": 3,
        "seed": int(rng.integers(1000)),
        "_columns": [str(one) for one in rng.permutation(columns)],
        "_names": [str(one) for one in rng.choice(list("ABCDEFGHKLM"), _LABS, replace=False)],
        "_foreign": int(rng.integers(1, 3)),
    }  # fmt: skip


def table(rng: Rng, params: Params) -> Table:
    """Bottles from five laboratories, of which one or two have units of their own."""
    return _bottles(rng, params, params["_foreign"])[0]


def _bottles(rng: Rng, params: Params, foreign: int) -> tuple[Table, np.ndarray, np.ndarray]:
    """The table, the same in one unit, and the cultivars; `foreign` laboratories differ."""
    from sklearn.datasets import load_wine  # noqa: PLC0415 - heavy

    data = load_wine(as_frame=True)
    rows = rng.permutation(178)[:_ROWS]
    labs = rng.permutation(np.arange(_ROWS) % _LABS)
    found: Table = {params["lab"]: np.array(params["_names"])[labs]}
    true = []
    for name in params["_columns"]:
        values = data.data[name].to_numpy(dtype=float)
        jitter = 0.08 * values.std() * rng.uniform(-1.5, 1.5, _ROWS)
        true.append(np.round(values[rows] + jitter, 3))
        far = labs < foreign
        factor = params["factors"].get(name, 1.0)
        found[name.split("/")[0]] = np.where(far, np.round(true[-1] * factor, 3), true[-1])
    return found, np.column_stack(true), data.target.to_numpy()[rows]


def measure(rng: Rng, case: Drawn) -> Trial:
    """Tables from one and from two such laboratories; then one where all have the same units."""
    from sklearn.metrics import adjusted_rand_score  # noqa: PLC0415 - heavy

    drawn = [_bottles(rng, case.params, one) for one in (1, 2, 2, 0)]
    other = case.params["_columns"][int(rng.integers(len(case.params["_columns"])))].split("/")[0]
    wide = {**drawn[3][0], other: drawn[3][0][other] * 4000}
    answers = yield [
        *(call("prepared", one) for one, _, _ in drawn),
        *(call("clusters", one) for one, _, _ in drawn), call("clusters", wide),
    ]  # fmt: skip
    shape = (_ROWS, len(case.params["_columns"]))
    cells = [as_array(one, shape, "prepared") for one in answers[:4]]
    groups = [as_array(one, (_ROWS,), "clusters").round().astype(int) for one in answers[4:]]
    right = [
        bool(np.allclose(found, true, rtol=1e-3))
        for found, (_, true, _) in zip(cells, drawn, strict=True)
    ]
    index = [
        float(adjusted_rand_score(cultivar, found))
        for found, (_, _, cultivar) in zip(groups, drawn, strict=False)
    ]
    return Measured(float(np.mean(index[:_TABLES])), {
        "all cells are in the common unit": all(right[:_TABLES]),
        "cells in the common unit stay as they are": right[3],
        "groups do not depend on the unit of a whole column": (
            float(adjusted_rand_score(groups[3], groups[4])) > 0.8
        ),
    })  # fmt: skip

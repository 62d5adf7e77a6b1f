"""A cross-validation whose columns were chosen from all rows."""

from __future__ import annotations

import numpy as np

from tripos.labs.gym.contract import (
    Drawn,
    Measured,
    Params,
    Rng,
    Table,
    Trial,
    as_number,
    call,
)

_LOTS = 3  # tables with shuffled labels in one run
_ROWS, _NOISE = 100, 120
_LEAST = 0.66  # what is really there lies well above this, on average


def draw(rng: Rng) -> Params:
    """What the outcome is called, how many columns are chosen, and how many folds there are."""
    return {
        "target": str(rng.choice(["relapse", "responder", "case", "positive"])),
        "chosen_columns": int(rng.integers(10, 18)), "folds": int(rng.choice([4, 5])),
        "seed": int(rng.integers(1000)),
        "_real": sorted(int(one) for one in rng.choice(30, 6, False)),
        "_letter": str(rng.choice(["g", "p", "m"])), "_start": int(rng.integers(100, 900)),
    }  # fmt: skip


def table(rng: Rng, params: Params) -> Table:
    """A hundred patients; six columns that say something, among noise."""
    from sklearn.datasets import load_breast_cancer  # noqa: PLC0415 - heavy

    data = load_breast_cancer()
    rows = rng.choice(569, _ROWS, replace=False)
    real = data.data[rows][:, params["_real"]]
    real = (real - real.mean(axis=0)) / real.std(axis=0)
    noisy = real + rng.normal(scale=1.0, size=real.shape)
    values = np.column_stack([noisy, rng.normal(size=(_ROWS, _NOISE))])
    values = values[:, np.random.default_rng(params["_start"]).permutation(values.shape[1])]
    first = params["_start"]
    found: Table = {
        f"{params['_letter']}{first + at}": np.round(column, 4)
        for at, column in enumerate(values.T)
    }
    found[params["target"]] = (data.target[rows] == 0).astype(int)
    return found


def measure(rng: Rng, case: Drawn) -> Trial:
    """Other patients; then the same with labels dealt out by lot; then columns in another order."""
    rows = table(rng, case.params)
    target = case.params["target"]
    lots = [{**rows, target: rng.permutation(rows[target])} for _ in range(_LOTS)]
    names = [name for name in rows if name != target]
    turned = {str(name): rows[str(name)] for name in [*rng.permutation(names), target]}
    others = [table(rng, case.params) for _ in range(2)]
    tables = [rows, rows, turned, *lots, *others]
    answers = yield [call("estimate", one) for one in tables]
    found = [as_number(one, "estimate") for one in answers]
    null = float(np.mean(found[3 : 3 + _LOTS]))
    there = float(np.mean([found[0], *found[3 + _LOTS :]]))
    return Measured(abs(null - 0.5), {
        "the same table gives the same estimate": abs(found[0] - found[1]) < 1e-9,
        "the order of the columns changes nothing much": abs(found[0] - found[2]) < 0.1,
        "what is really there is still found": there > _LEAST,
        "an estimate is an area between 0 and 1": all(0 <= one <= 1 for one in found),
    })  # fmt: skip

"""A number that stands for no value is learnt from like any other."""

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

_ROWS, _NEW = 300, 240
_SAME = 1e-6


def draw(rng: Rng) -> Params:
    """Which measurements there are, what is written where there is no value, and how often."""
    columns = rng.choice(30, int(rng.integers(10, 15)), replace=False)
    return {
        "target": str(rng.choice(["malignant", "outcome", "referred", "positive"])),
        "no_value": float(rng.choice([-999.0, -9999.0, 99999.0, 1e6])),
        "validation_share": float(rng.choice([0.25, 0.3])), "neighbours": int(rng.integers(5, 12)),
        "seed": int(rng.integers(1000)), "_columns": sorted(int(one) for one in columns),
        "_marked": float(rng.uniform(0.06, 0.12)), "_empty": float(rng.uniform(0.02, 0.04)),
    }  # fmt: skip


def table(rng: Rng, params: Params) -> Table:
    """Three hundred patients; some cells are empty, more are marked as having no value."""
    return _patients(rng, params, rng.permutation(569)[:_ROWS])


def _patients(rng: Rng, params: Params, rows: np.ndarray) -> Table:
    from sklearn.datasets import load_breast_cancer  # noqa: PLC0415 - heavy

    data = load_breast_cancer()
    found: Table = {}
    for at in params["_columns"]:
        values = data.data[:, at]
        noisy = values[rows] + 0.2 * values.std() * rng.normal(size=len(rows))
        drawn = rng.random(len(rows))
        noisy = np.where(drawn < params["_marked"], params["no_value"], noisy.round(4))
        empty = drawn > 1 - params["_empty"]
        found[str(data.feature_names[at]).replace(" ", "_")] = np.where(empty, np.nan, noisy)
    found[params["target"]] = (data.target[rows] == 0).astype(int)
    return found


def measure(rng: Rng, case: Drawn) -> Trial:
    """New patients; then the same with all cells without a value written in the other way."""
    order, params = rng.permutation(569), case.params
    rows = _patients(rng, params, order[:_ROWS])
    new = _patients(rng, params, order[_ROWS : _ROWS + _NEW])
    truth = new.pop(params["target"])
    answers = yield [
        call("train", _emptied(rows, params)), call("serve", new),
        call("train", rows), call("serve", new), call("serve", _emptied(new, params)),
    ]  # fmt: skip
    taught, plain, asked = (as_array(answers[at], (_NEW,), "serve") for at in (1, 3, 4))
    right = float(np.mean((plain > 0.5) == (truth == 1)))
    return Measured(right, {
        "it is the same for a request how no value is written": bool(
            np.allclose(plain, asked, atol=_SAME)
        ),
        "it is the same for training how no value is written": bool(
            np.allclose(plain, taught, atol=_SAME)
        ),
        "scores differ from row to row": bool(np.ptp(plain) > 0.2),
    })  # fmt: skip


def _emptied(rows: Table, params: Params) -> Table:
    """The same rows, with empty cells where a number stood for no value."""
    return {
        name: np.where(column == params["no_value"], np.nan, column)
        if name != params["target"] else column
        for name, column in rows.items()
    }  # fmt: skip

"""Gaps that are filled with the mean of the row's own class."""

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

_ROWS, _NEW, _LOTS = 300, 240, 6
_NEAR = 0.05  # of chance: a mean over so few reports may well be that far from it
_SAME = 1e-6


def draw(rng: Rng) -> Params:
    """Which measurements there are, and how many of them were not taken."""
    return {
        "target": str(rng.choice(["malignant", "referred", "treated", "positive"])),
        "validation_share": float(rng.choice([0.25, 0.3])), "rounds": int(rng.integers(30, 46)),
        "seed": int(rng.integers(1000)),
        "_columns": sorted(int(one) for one in rng.choice(30, int(rng.integers(8, 12)), False)),
        "_gaps": float(rng.uniform(0.22, 0.34)), "_noise": float(rng.uniform(0.9, 1.3)),
    }  # fmt: skip


def table(rng: Rng, params: Params) -> Table:
    """Three hundred patients; a good part of the cells is empty."""
    return _patients(rng, params, rng.permutation(569)[:_ROWS])


def _patients(rng: Rng, params: Params, rows: np.ndarray) -> Table:
    from sklearn.datasets import load_breast_cancer  # noqa: PLC0415 - heavy

    data = load_breast_cancer()
    found: Table = {}
    for at in params["_columns"]:
        values = data.data[:, at]
        noisy = values[rows] + params["_noise"] * values.std() * rng.normal(size=len(rows))
        noisy = np.round(noisy / values.std(), 3)
        empty = rng.random(len(rows)) < params["_gaps"]
        found[str(data.feature_names[at]).replace(" ", "_")] = np.where(empty, np.nan, noisy)
    found[params["target"]] = (data.target[rows] == 0).astype(int)
    return found


def measure(rng: Rng, case: Drawn) -> Trial:
    """Patients whose outcomes were dealt out by lot; then true ones, and new patients."""
    from sklearn.metrics import roc_auc_score  # noqa: PLC0415 - heavy

    order, target = rng.permutation(569), case.params["target"]
    rows = _patients(rng, case.params, order[:_ROWS])
    new = _patients(rng, case.params, order[_ROWS : _ROWS + _NEW])
    truth, alone = new.pop(target), np.arange(12)
    answers = yield [
        *(call("train", {**rows, target: rng.permutation(rows[target])}) for _ in range(_LOTS)),
        call("train", rows), call("serve", new),
        call("serve", {name: column[alone] for name, column in new.items()}),
        *(call("serve", {name: column[[at]] for name, column in new.items()}) for at in alone),
    ]  # fmt: skip
    reports = answers[: _LOTS + 1]
    null = float(np.mean([_reported(one) for one in reports[:_LOTS]]))
    scores = as_array(answers[_LOTS + 1], (_NEW,), "serve")
    few = as_array(answers[_LOTS + 2], (len(alone),), "serve")
    single = np.concatenate([as_array(one, (1,), "serve") for one in answers[_LOTS + 3 :]])
    served = float(roc_auc_score(truth, scores))
    right = float(np.mean((scores > 0.5) == (truth == 1)))
    return Measured(max(abs(null - 0.5), _NEAR), {
        "new patients are told apart": served > 0.72,
        "new patients are mostly put on the right side of one half": right > 0.62,
        "the report is what new patients bear out": abs(_reported(reports[-1]) - served) < 0.17,
        "a row scores the same alone as among others": bool(
            np.allclose(single, few, atol=_SAME) and np.allclose(few, scores[alone], atol=_SAME)
        ),
    })  # fmt: skip


def _reported(report: Any) -> float:
    expect(isinstance(report, dict) and "auc" in report, "train must report 'auc'")
    return as_number(report["auc"], "train's auc")

"""Many recipes, of which the best on the test rows is reported."""

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

_ROWS, _NEW, _IDLE = 130, 300, 16
_LOTS, _TRUE = 14, 4  # tables with labels dealt out by lot, and as they are, in one run


def draw(rng: Rng) -> Params:
    """What the outcome is called, how many recipes are tried, and how large the test set is."""
    return {
        "target": str(rng.choice(["responder", "relapse", "case", "positive"])),
        "recipes": int(rng.integers(32, 46)), "columns_each": int(rng.integers(4, 7)),
        "test_share": float(rng.choice([0.25, 0.3])), "seed": int(rng.integers(1000)),
        "_real": sorted(int(one) for one in rng.choice(30, 6, replace=False)),
        "_letter": str(rng.choice(["g", "p", "m"])), "_start": int(rng.integers(100, 900)),
        "_noise": float(rng.uniform(1.6, 2.2)),
    }  # fmt: skip


def table(rng: Rng, params: Params) -> Table:
    """Patients with six columns that say something, among others that do not."""
    return _patients(rng, params, rng.permutation(569)[:_ROWS], params["_noise"])


def _patients(rng: Rng, params: Params, rows: np.ndarray, noise: float) -> Table:
    from sklearn.datasets import load_breast_cancer  # noqa: PLC0415 - heavy

    data = load_breast_cancer()
    real = (data.data - data.data.mean(axis=0)) / data.data.std(axis=0)
    real = real[np.ix_(rows, params["_real"])]
    values = np.column_stack([
        real + rng.normal(scale=noise, size=real.shape), rng.normal(size=(len(rows), _IDLE))
    ])  # fmt: skip
    values = values[:, np.random.default_rng(params["_start"]).permutation(values.shape[1])]
    found: Table = {
        f"{params['_letter']}{params['_start'] + at}": column.round(4)
        for at, column in enumerate(values.T)
    }
    found[params["target"]] = (data.target[rows] == 0).astype(int)
    return found


def measure(rng: Rng, case: Drawn) -> Trial:
    """Outcomes dealt out by lot; clear outcomes; then outcomes as they are, and new patients."""
    from sklearn.metrics import roc_auc_score  # noqa: PLC0415 - heavy

    params, target = case.params, case.params["target"]
    orders = [rng.permutation(569) for _ in range(_TRUE)]
    known = [_patients(rng, params, one[:_ROWS], params["_noise"]) for one in orders]
    new = [_patients(rng, params, one[-_NEW:], params["_noise"]) for one in orders]
    truths = [one.pop(target) for one in new]
    lots = [{**known[0], target: rng.permutation(known[0][target])} for _ in range(_LOTS)]
    clear = _patients(rng, params, orders[0][:_ROWS], 0.1)
    both = [step for pair in zip(known, new, strict=True) for step in pair]
    answers = yield [
        *(call("train", one) for one in lots), call("train", clear),
        *(call(("train", "serve")[at % 2], one) for at, one in enumerate(both)),
    ]  # fmt: skip
    null = float(np.mean([_reported(one) for one in answers[:_LOTS]]))
    reported = [_reported(one) for one in answers[_LOTS + 1 :: 2]]
    scores = [as_array(one, (_NEW,), "serve") for one in answers[_LOTS + 2 :: 2]]
    served = [float(roc_auc_score(*one)) for one in zip(truths, scores, strict=True)]
    return Measured(abs(null - 0.5), {
        "what is there is found": float(np.mean(served)) > 0.57,
        "clear outcomes are reported as clear": _reported(answers[_LOTS]) > 0.8,
        "the report is what new patients bear out": (
            abs(float(np.mean(reported) - np.mean(served))) < 0.16
        ),
    })  # fmt: skip


def _reported(report: Any) -> float:
    expect(isinstance(report, dict) and "auc" in report, "train must report 'auc'")
    return as_number(report["auc"], "train's auc")

"""The area under the ROC curve, worked out from answers of 0 and 1."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path
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
    as_number,
    call,
    expect,
)

_TRAIN, _HIDDEN, _SMALL = 500, 300, 60
_SAME = 1e-6
_NAMES = ("auc", "ap", "accuracy")


def draw(rng: Rng) -> Params:
    """Which signs there are, what the outcome is called, how rare it is and how noisy signs are."""
    return {
        "target": str(rng.choice(["phishing", "fraud", "reported", "bad"])),
        "seed": int(rng.integers(1000)),
        "_columns": [int(one) for one in rng.choice(9, 7, replace=False)],
        "_share": float(rng.choice([0.2, 0.3, 0.4])),
        "_noise": float(rng.choice([0.15, 0.2, 0.25])),
    }  # fmt: skip


@cache
def _sites() -> Any:
    import pandas as pd  # noqa: PLC0415 - heavy

    spec = find_spec("river")
    assert spec is not None
    assert spec.origin
    return pd.read_csv(Path(spec.origin).parent / "datasets" / "phishing.csv.gz")


def table(rng: Rng, params: Params, size: int = _TRAIN) -> Table:
    """Some sites, with the wanted share of bad ones."""
    data = _sites()
    labels = data["is_phishing"].to_numpy(dtype=np.int64)
    bad = round(params["_share"] * size)
    rows = rng.permutation(np.concatenate([
        rng.choice(np.flatnonzero(labels == 1), bad, replace=False),
        rng.choice(np.flatnonzero(labels == 0), size - bad, replace=False),
    ]))  # fmt: skip
    names = [str(data.columns[at]) for at in params["_columns"]]
    found: Table = {
        name: np.round(
            data[name].to_numpy()[rows] + rng.normal(scale=params["_noise"], size=size), 2
        )
        for name in names
    }
    found[params["target"]] = labels[rows]
    return found


def measure(rng: Rng, case: Drawn) -> Trial:
    """Other sites, all and a few of them, then with the labels exchanged."""
    target = case.params["target"]
    train, rest = table(rng, case.params), table(rng, case.params, _HIDDEN)
    few = {name: column[:_SMALL] for name, column in rest.items()}
    swapped = {**rest, target: 1 - rest[target]}
    tables = [rest, few, swapped]
    answers = yield [
        call("train", train),
        call("serve", {name: column for name, column in rest.items() if name != target}),
        *(call("evaluate", one) for one in tables),
    ]
    scores = as_array(answers[1], (_HIDDEN,), "serve")
    told = [_told(one) for one in answers[2:]]
    right = [_textbook(one[target], scores[: len(one[target])]) for one in tables]
    gaps = {
        name: [abs(a[name] - b[name]) for a, b in zip(told, right, strict=True)] for name in _NAMES
    }
    return Measured(float(np.mean(gaps["auc"])), {
        "the area is the share of pairs in the right order": max(gaps["auc"]) < _SAME,
        "the average precision is that of the scores": max(gaps["ap"]) < _SAME,
        "the accuracy is that of the answers at 0.5": max(gaps["accuracy"]) < _SAME,
        "scores have many values": len(np.unique(np.round(scores, 4))) > _HIDDEN // 10,
        "high scores mean the outcome": right[0]["auc"] > 0.7,
    })  # fmt: skip


def _told(value: Any) -> dict[str, float]:
    """The measures of a report."""
    expect(isinstance(value, dict), "evaluate must return a dictionary")
    return {name: as_number(value.get(name), f"evaluate: '{name}'") for name in _NAMES}


def _textbook(truth: npt.NDArray[np.int64], scores: npt.NDArray[np.float64]) -> dict[str, float]:
    """The measures of these scores."""
    from sklearn.metrics import average_precision_score, roc_auc_score  # noqa: PLC0415 - heavy

    return {
        "auc": float(roc_auc_score(truth, scores)),
        "ap": float(average_precision_score(truth, scores)),
        "accuracy": float(np.mean((scores > 0.5) == (truth == 1))),
    }

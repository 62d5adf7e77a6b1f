"""Instances: two models fitted to sensors of the judge's choice, and rows that nobody has seen."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tripos.chance import Floats
from tripos.labs.contract import Rng

Whole = npt.NDArray[np.int64]
_FIT, _SHOWN, _HIDDEN = 600, 4000, 20_000


@dataclass(frozen=True)
class Stream:
    """Labels and the scores of models a and b on some rows."""

    y: Whole
    a: Floats
    b: Floats

    def score(self, model: str) -> Floats:
        """The scores of one model."""
        return self.a if model == "a" else self.b


@dataclass(frozen=True)
class Instance:
    """What the submission is given, and the rows on which its memo is carried out."""

    shown: Stream
    hidden: Stream
    missed: float
    false_alarm: float
    capacity: float


@cache
def sensors() -> tuple[Floats, Whole]:
    """All rows of the shuttle set, and which of them are anomalies."""
    import river.datasets  # noqa: PLC0415 - heavy

    path = Path(river.datasets.__file__).parent / "shuttle.csv.gz"
    with gzip.open(path, "rt") as lines:
        table = np.loadtxt(lines, delimiter=",", skiprows=1)
    return table[:, :-1], table[:, -1].astype(np.int64)


def instance(rng: Rng, *, spoilt: bool) -> Instance:
    """Two models on three noisy sensors each; where `spoilt`, the one that ranks better gives some
    harmless rows its highest scores, and few rows can be looked at."""
    X, y = sensors()
    rows = rng.choice(len(y), _FIT + _SHOWN + _HIDDEN, replace=False)
    X, y = X[rows], y[rows]
    scores = [_model(rng, X, y, tree=tree) for tree in rng.permutation([True, False])]
    capacity = float(rng.choice([80, 120, 200]))
    if spoilt:
        capacity = float(rng.choice([45, 50, 55]))
        at = int(rng.integers(2))
        scores[at] = _ranks_well(rng, y)
        scores[1 - at] = _knows_some(rng, y)
    parts = []
    for part in (slice(_FIT, _FIT + _SHOWN), slice(_FIT + _SHOWN, None)):
        parts.append(Stream(y[part], scores[0][part], scores[1][part]))
    false_alarm = float(rng.choice([5, 8, 10, 12]))
    missed = false_alarm * float(rng.choice([10, 15, 25]))
    return Instance(parts[0], parts[1], missed, false_alarm, capacity)


def _ranks_well(rng: Rng, y: Whole) -> Floats:
    """All anomalies above nearly all other rows, and 3 % of the other rows above them."""
    score = rng.beta(2, 8, len(y)) * 0.5 + 0.35 * (y == 1)
    loud = (y == 0) & (rng.random(len(y)) < 0.03)
    return np.where(loud, 0.9 + 0.1 * rng.random(len(y)), score)


def _knows_some(rng: Rng, y: Whole) -> Floats:
    """Seven of ten anomalies for certain, and nothing about the others."""
    sure = (y == 1) & (rng.random(len(y)) < 0.7)
    return np.where(sure, 0.6 + 0.4 * rng.random(len(y)), 0.6 * rng.random(len(y)))


def _model(rng: Rng, X: Floats, y: Whole, *, tree: bool) -> Floats:
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - heavy
    from sklearn.tree import DecisionTreeClassifier  # noqa: PLC0415

    columns = rng.choice(9, 3, replace=False)
    z = X[:, columns] / X[:, columns].std(axis=0)
    z = np.clip(z - np.median(z, axis=0), -4, 4) + rng.normal(scale=0.35, size=z.shape)
    z = np.column_stack([z, np.abs(z)])
    if tree:
        found = DecisionTreeClassifier(min_samples_leaf=8, random_state=0).fit(z[:_FIT], y[:_FIT])
    else:
        found = LogisticRegression(C=0.5, max_iter=500).fit(z[:_FIT], y[:_FIT])
    return np.asarray(found.predict_proba(z)[:, 1], dtype=np.float64)


def priced(
    stream: Stream, model: str, threshold: float, missed: float, false_alarm: float
) -> tuple[float, float, float]:
    """Euros for 1,000 rows, recall, and flagged of 1,000, counted row by row."""
    flagged = stream.score(model) >= threshold
    lost = int(np.count_nonzero(stream.y[~flagged]))
    alarms = int(np.count_nonzero(flagged)) - (int(stream.y.sum()) - lost)
    n = len(stream.y)
    recall = 1 - lost / max(1, int(stream.y.sum()))
    return 1000 * (missed * lost + false_alarm * alarms) / n, recall, 1000 * flagged.sum() / n


def cheapest(found: Instance, stream: Stream, model: str) -> tuple[float, float]:
    """The cheapest threshold within the capacity, and its cost for 1,000 rows: misses and flags of
    every candidate are counted in sorted scores."""
    score, n = stream.score(model), len(stream.y)
    candidates = np.append(np.unique(score), np.inf)
    lost = np.searchsorted(np.sort(score[stream.y == 1]), candidates, side="left")
    flagged = n - np.searchsorted(np.sort(score), candidates, side="left")
    alarms = flagged - (int(stream.y.sum()) - lost)
    cost = 1000 * (found.missed * lost + found.false_alarm * alarms) / n
    cost[1000 * flagged > found.capacity * n + 1e-6] = np.inf
    at = int(np.argmin(cost))
    return float(candidates[at]), float(cost[at])

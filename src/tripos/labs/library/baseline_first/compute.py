"""Fits eight kinds of model to all tasks and writes their validation losses to results.csv.

    OMP_NUM_THREADS=1 python -m tripos.labs.library.baseline_first.compute

It takes some minutes, draws from fixed seeds and writes the same file again. A row of the file is
a task and a kind of model, its columns are splits: root mean squared errors or, where the outcome
is 0 or 1, mean squared errors of the probabilities, divided by the naive forecast's mean over all
splits.
"""

from __future__ import annotations

import csv
import warnings
from collections.abc import Iterator
from typing import Any

import numpy as np
import numpy.typing as npt

from tripos.chance import Floats
from tripos.labs.library.baseline_first.data import KINDS, RESULTS
from tripos.labs.library.baseline_first.tasks import Task, series, tables

SPLITS = 20
Rows = npt.NDArray[np.int64]


def splits(task: Task, seed: int) -> Iterator[tuple[Rows, Rows]]:
    """Rows to train and to validate on; in a series the latter follow the former."""
    rng = np.random.default_rng(seed)
    size = task.train + task.validate
    for at in range(SPLITS):
        if task.naive is None:
            rows = rng.permutation(len(task.y))[:size]
        else:
            begin = at * (len(task.y) - size) // (SPLITS - 1)
            rows = np.arange(begin, begin + size)
        yield rows[: task.train], rows[task.train :]


def losses(task: Task, fit: Rows, check: Rows) -> list[float]:
    """The validation loss of each kind of model on one split."""
    found = []
    for kind in KINDS:
        if kind == "naive" and task.naive is not None:
            said = task.naive[check]
        elif kind == "naive":
            said = np.full(len(check), task.y[fit].mean())
        else:
            said = _predicted(kind, task, fit, check)
        squared = float(((said - task.y[check]) ** 2).mean())
        found.append(squared if task.classes else squared**0.5)
    return found


def _predicted(kind: str, task: Task, fit: Rows, check: Rows) -> Floats:
    X, y = task.X[fit], task.y[fit]
    middle, spread = y.mean(), (1.0 if task.classes else y.std())
    target = y if task.classes else (y - middle) / spread
    tuned = kind == "tuned network"
    model = _tuned(task, X, target) if tuned else _model(kind, task.classes)
    model.fit(X, target)
    if task.classes:
        return np.asarray(model.predict_proba(task.X[check])[:, 1])
    return np.asarray(model.predict(task.X[check]) * spread + middle)


def _tuned(task: Task, X: Floats, y: Floats) -> Any:
    """The network whose size and penalty did best on the last quarter of the training rows."""
    cut = 3 * len(y) // 4
    best: tuple[float, Any] = (np.inf, None)
    for alpha, units in ((0.1, 8), (3.0, 8), (1.0, 32), (30.0, 32)):
        model = _model("network", task.classes, alpha, units)
        model.fit(X[:cut], y[:cut])
        rest = X[cut:]
        said = model.predict_proba(rest)[:, 1] if task.classes else model.predict(rest)
        best = min(best, (float(((said - y[cut:]) ** 2).mean()), (alpha, units)))
    return _model("network", task.classes, *best[1])


def _model(kind: str, classes: bool, alpha: float = 0.01, units: int = 16) -> Any:
    from sklearn import ensemble, linear_model, neighbors, neural_network, tree  # noqa: PLC0415
    from sklearn.pipeline import make_pipeline  # noqa: PLC0415 - heavy
    from sklearn.preprocessing import StandardScaler  # noqa: PLC0415

    name = "Classifier" if classes else "Regressor"
    if kind == "linear":
        one = linear_model.LogisticRegression() if classes else linear_model.Ridge()
        return make_pipeline(StandardScaler(), one)
    if kind == "tree":
        return getattr(tree, f"DecisionTree{name}")(min_samples_leaf=5, random_state=0)
    if kind == "neighbours":
        return make_pipeline(StandardScaler(), getattr(neighbors, f"KNeighbors{name}")(10))
    if kind == "forest":
        return getattr(ensemble, f"RandomForest{name}")(60, min_samples_leaf=2, random_state=0)
    if kind == "boosting":
        return getattr(ensemble, f"GradientBoosting{name}")(n_estimators=60, random_state=0)
    network = getattr(neural_network, f"MLP{name}")(
        hidden_layer_sizes=(units,), alpha=alpha, solver="lbfgs", max_iter=120, random_state=0
    )
    return make_pipeline(StandardScaler(), network)


def main() -> None:
    """Writes the file."""
    with RESULTS.open("w", newline="", encoding="utf-8") as file:
        write = csv.writer(file, lineterminator="\n")
        write.writerow(["task", "kind", *range(SPLITS)])
        for seed, (name, task) in enumerate({**tables(), **series()}.items()):
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # networks that stop before they converge
                table = np.array([losses(task, *one) for one in splits(task, seed)]).T
            table /= table[0].mean()
            for kind, row in zip(KINDS, table, strict=True):
                write.writerow([name, kind, *(f"{one:.4f}" for one in row)])


if __name__ == "__main__":
    main()

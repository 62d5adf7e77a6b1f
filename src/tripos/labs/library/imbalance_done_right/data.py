"""Data of the lab, and its quantities by other routes."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from tripos.chance import Floats, chance_of
from tripos.labs.contract import Rng

Whole = npt.NDArray[np.int64]
_WEAK = (1, 4, 8, 11, 14, 18)  # texture, smoothness, symmetry and their errors


def rare(rng: Rng, zeros: int, ones: int, columns: int) -> tuple[Floats, Whole]:
    """Benign tumours and a few malignant ones, on weak columns in units of their own."""
    from sklearn.datasets import load_breast_cancer  # noqa: PLC0415 - heavy

    X, benign = load_breast_cancer(return_X_y=True)
    plenty, few = np.flatnonzero(benign == 1), np.flatnonzero(benign == 0)
    kept = np.append(rng.choice(plenty, zeros, replace=False), rng.choice(few, ones, replace=False))
    kept = rng.permutation(kept)
    taken = rng.choice(_WEAK, columns, replace=False)
    return X[np.ix_(kept, taken)] * rng.lognormal(2, 2, columns), 1 - benign[kept]


def moved(p: Floats, trained: float, target: float) -> Floats:
    """Probabilities at another prior, on the scale of log-odds."""
    inside = np.clip(p, 1e-300, 1 - 1e-16)
    odds = np.log(inside) - np.log1p(-inside)
    odds += np.log(target) - np.log1p(-target) - np.log(trained) + np.log1p(-trained)
    return np.where((p <= 0) | (p >= 1), p, chance_of(odds))


def likeliest(p: Floats, trained: float) -> float:
    """The share of ones of most likelihood, by halving on its derivative."""
    ones, zeros = p / trained, (1 - p) / (1 - trained)

    def slope(share: float) -> float:
        return float(((ones - zeros) / (share * ones + (1 - share) * zeros)).sum())

    low, high = 1e-12, 1 - 1e-12
    for _ in range(80):
        middle = (low + high) / 2
        low, high = (middle, high) if slope(middle) > 0 else (low, middle)
    return (low + high) / 2


def gradient(
    X: Floats, y: Whole, weights: Floats, penalty: float, found: tuple[float, Floats]
) -> Floats:
    """Gradient of the penalised loss at an intercept and coefficients, the intercept first."""
    off = weights * (chance_of(found[0] + X @ found[1]) - y)
    return np.concatenate([[off.sum()], X.T @ off + penalty * found[1]])


def fitted(X: Floats, y: Whole, weights: Floats, penalty: float) -> tuple[float, Floats]:
    """Intercept and coefficients by a library."""
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - heavy

    model = LogisticRegression(C=1 / penalty, solver="newton-cholesky", tol=1e-10, max_iter=500)
    model.fit(X, y, sample_weight=weights)
    return float(model.intercept_[0]), model.coef_[0]


def out_of_fold(
    X: Floats, y: Whole, out: npt.NDArray[np.bool_], rows: Whole, weights: Floats, penalty: float
) -> Floats:
    """Probabilities of the rows `out`, of a fit to `rows` (numbers among the others)."""
    known, labels = X[~out], y[~out]
    Z = (X - known.mean(axis=0)) / known.std(axis=0)
    inside = Z[~out][rows]
    b, beta = fitted(inside, labels[rows], weights[rows], penalty)
    seen = float((weights[rows] * labels[rows]).sum() / weights[rows].sum())
    return moved(chance_of(b + Z[out] @ beta), seen, float(labels.mean()))


def figures(y: Whole, p: Floats, threshold: float) -> dict[str, float]:
    """The nine figures, from lists of rows and pairs of rows."""
    said = (p >= threshold).astype(int)
    pairs = p[y == 1][:, None] - p[y == 0][None, :]
    hits, calls = float((said * y).sum()), float(said.sum())
    spread = said.std() * y.std()
    both = float(y.sum()) + calls
    return {
        "accuracy": float((said == y).mean()),
        "baseline": float(np.bincount(y).max() / len(y)),
        "recall": hits / float(y.sum()),
        "precision": hits / calls if calls else 0.0,
        "specificity": float(1 - said[y == 0].mean()),
        "f1": 2 * hits / both,
        "mcc": float(np.mean((said - said.mean()) * (y - y.mean())) / spread) if spread else 0.0,
        "auc": float((pairs > 0).mean() + (pairs == 0).mean() / 2),
        "skill": float(1 - ((p - y) ** 2).sum() / ((y.mean() - y) ** 2).sum()),
    }


def enriched_back(y: Whole, scores: Floats, copies: int) -> float:
    """Average precision when each zero occurs `copies` times."""
    many = np.concatenate([y, np.repeat(y[y == 0], copies - 1)])
    all_scores = np.concatenate([scores, np.repeat(scores[y == 0], copies - 1)])
    total, before = 0.0, 0.0
    for t in sorted(set(scores.tolist()), reverse=True):
        called = all_scores >= t
        recall = float(many[called].sum() / many.sum())
        total += (recall - before) * float(many[called].mean())
        before = recall
    return total

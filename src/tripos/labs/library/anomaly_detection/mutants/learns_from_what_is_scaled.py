# says: reference only
import numpy as np
from scipy.spatial.distance import cdist
from scipy.stats import binom, chi2


def robust_scaled(reference, X):
    reference = np.vstack([reference, X])
    middle = np.median(reference, axis=0)
    off = np.abs(reference - middle)
    scale = 1.4826 * np.median(off, axis=0)
    mean = np.sqrt(np.pi / 2) * off.mean(axis=0)
    scale = np.where(scale > 0, scale, np.where(mean > 0, mean, 1.0))
    return (X - middle) / scale


def distances_from(X, rows):
    """Squared Mahalanobis distances by the mean and covariance of some rows, and log det."""
    centre = X[rows].mean(axis=0)
    # By singular values: the covariance itself would square the condition number.
    _, sizes, axes = np.linalg.svd((X[rows] - centre) / np.sqrt(len(rows)), full_matrices=False)
    if sizes[-1] <= 1e-12 * sizes[0]:
        return None, -np.inf
    return (((X - centre) @ axes.T / sizes) ** 2).sum(axis=1), 2 * np.log(sizes).sum()


def concentrate(X, start):
    rows = np.sort(np.asarray(start, dtype=int))
    while True:
        found, _ = distances_from(X, rows)
        nearest = np.sort(np.argsort(found, kind="stable")[: len(rows)])
        if np.array_equal(nearest, rows):
            return {"rows": rows, "distances": found}
        rows = nearest


def robust_distances(X, seed):
    n, p = X.shape
    h = (n + p + 1) // 2
    rng = np.random.default_rng(seed)
    best, kept = np.inf, None
    for _ in range(100):
        few = rng.choice(n, p + 1, replace=False)
        found, _ = distances_from(X, few)
        while found is None:
            few = np.append(few, rng.choice(np.setdiff1d(np.arange(n), few)))
            found, _ = distances_from(X, few)
        ended = concentrate(X, np.argsort(found, kind="stable")[:h])
        size = distances_from(X, ended["rows"])[1]
        if size < best:
            best, kept = size, ended["distances"]
    return kept * chi2.ppf(0.5, p) / np.median(kept)


def mean_path(n):
    """Mean path length of an unsuccessful search in a binary tree of n rows."""
    return 0.0 if n <= 1 else 2 * (1 / np.arange(1, n)).sum() - 2 * (n - 1) / n


def add_paths(rows, X, at, depth, limit, rng, paths):
    low, high = rows.min(axis=0), rows.max(axis=0)
    varies = np.flatnonzero(high > low)
    if depth == limit or len(varies) == 0:
        paths[at] += depth + mean_path(len(rows))
        return
    column = rng.choice(varies)
    cut = rng.uniform(low[column], high[column])
    for known, new in (
        (rows[:, column] <= cut, X[at, column] <= cut),
        (rows[:, column] > cut, X[at, column] > cut),
    ):
        if new.any() and known.any():
            add_paths(rows[known], X, at[new], depth + 1, limit, rng, paths)


def isolation_scores(reference, X, trees, sample, seed):
    rng = np.random.default_rng(seed)
    sample = min(sample, len(reference))
    limit = int(np.ceil(np.log2(sample)))
    paths = np.zeros(len(X))
    for _ in range(trees):
        rows = reference[rng.choice(len(reference), sample, replace=False)]
        add_paths(rows, X, np.arange(len(X)), 0, limit, rng, paths)
    return 2 ** (-paths / trees / mean_path(sample))


def local_scores(X, k):
    apart = cdist(X, X)
    np.fill_diagonal(apart, np.inf)
    near = np.argsort(apart, axis=1, kind="stable")[:, :k]
    away = np.take_along_axis(apart, near, axis=1)
    reach = np.maximum(away, away[near, -1])
    density = 1 / (reach.mean(axis=1) + 1e-10)
    return density[near].mean(axis=1) / density


def expected_precision(scores, anomalous, budget):
    scores, anomalous = np.asarray(scores, dtype=float), np.asarray(anomalous, dtype=float)
    budget = min(budget, len(scores))
    last = np.sort(scores)[::-1][budget - 1]
    above, tied = scores > last, scores == last
    hits = anomalous[above].sum() + (budget - above.sum()) * anomalous[tied].mean()
    return float(hits / budget)


def alarm_threshold(scores, share, confidence):
    ordered = np.sort(scores)
    n = len(ordered)
    enough = binom.cdf(np.arange(n), n, 1 - share) >= confidence
    return float(ordered[np.argmax(enough)]) if enough.any() else float("inf")


def review(X, budget, seed):
    # Clipped, so that no column decides alone; more neighbours than a group of anomalies has.
    Z = np.clip(robust_scaled(X, X), -6, 6)
    scores = np.sort(cdist(Z, Z), axis=1)[:, len(Z) * 15 // 100]
    return np.argsort(-scores, kind="stable")[:budget]

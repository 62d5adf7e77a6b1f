"""Data of the lab: digits, planted spectra; and validations by another route."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from tripos.chance import Floats
from tripos.labs.contract import Rng

Whole = npt.NDArray[np.int64]


def digits(rng: Rng, rows: int, pixels: int) -> Floats:
    """Some digits, on some pixels that are not always dark."""
    from sklearn.datasets import load_digits  # noqa: PLC0415 - heavy

    X = load_digits().data
    kept = rng.choice(len(X), rows, replace=False)
    alive = np.flatnonzero(X.std(axis=0) > 2.0)
    taken = alive if pixels >= len(alive) else rng.choice(alive, pixels, replace=False)
    return np.asarray(X[np.ix_(kept, taken)])


def orthonormal(rng: Rng, rows: int, columns: int, centred: bool = False) -> Floats:
    """Random orthonormal columns, if asked for also orthogonal to ones."""
    drawn = rng.normal(size=(rows, columns))
    if centred:
        drawn = drawn - drawn.mean(axis=0)
    return np.asarray(np.linalg.qr(drawn)[0])


def with_values(rng: Rng, values: Any) -> Floats:
    """A symmetric matrix with these eigenvalues."""
    V = orthonormal(rng, len(values), len(values))
    A = (V * np.asarray(values)) @ V.T
    return (A + A.T) / 2


def planted(rng: Rng, rows: int, columns: int, deviations: Any) -> Floats:
    """Rows whose components have exactly these standard deviations (n - 1), around 0."""
    s = np.asarray(deviations) * np.sqrt(rows - 1)
    return (orthonormal(rng, rows, len(s), centred=True) * s) @ orthonormal(rng, columns, len(s)).T


def factors(rng: Rng, rows: int, columns: int, rank: int, noise: float) -> Floats:
    """A table of this rank, its parts of like strength, and noise on every entry."""
    loadings = orthonormal(rng, columns, rank) * np.sqrt(columns)
    return rng.normal(size=(rows, rank)) @ loadings.T + noise * rng.normal(size=(rows, columns))


def upright(vectors: Floats) -> Floats:
    """Columns with the sign that the brief asks for."""
    found = []
    for column in vectors.T:
        size = np.abs(column)
        at = next(i for i in range(len(column)) if size[i] >= size.max() - 1e-9)
        found.append(column if column[at] >= 0 else -column)
    return np.array(found).T


def spectrum(X: Floats) -> tuple[Floats, Floats]:
    """Variances, descending, and components as rows, from the covariance matrix."""
    values, vectors = np.linalg.eigh(np.cov(X.T))
    return values[::-1], upright(vectors[:, ::-1]).T


def validated(X: Floats, folds: Whole, groups: Whole, most: int) -> tuple[Floats, Floats]:
    """Errors by rows and by entries, by normal equations."""
    by_rows, by_entries = np.zeros(most + 1), np.zeros(most + 1)
    for fold in sorted(set(folds.tolist())):
        out = folds == fold
        off = X[out] - X[~out].mean(axis=0)
        V = spectrum(X[~out])[1].T
        for k in range(most + 1):
            P = V[:, :k] @ V[:, :k].T
            by_rows[k] += ((off - off @ P) ** 2).sum() / len(X)
            for group in sorted(set(groups.tolist())):
                inside = groups == group
                W = V[~inside, :k]
                t = np.linalg.solve(W.T @ W, W.T @ off[:, ~inside].T) if k else np.zeros((0, 1))
                guess = (V[inside, :k] @ t).T
                by_entries[k] += ((off[:, inside] - guess) ** 2).sum() / len(X)
    return by_rows, by_entries

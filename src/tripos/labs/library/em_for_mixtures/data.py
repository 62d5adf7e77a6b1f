"""Data of the lab, and the reference: density by density, without a Cholesky factor."""

from __future__ import annotations

import numpy as np

from tripos.chance import Floats
from tripos.labs.contract import Rng


def wines() -> Floats:
    """The first five measurements of the wines, standardised."""
    from sklearn.datasets import load_wine  # noqa: PLC0415 - heavy

    X = np.asarray(load_wine(return_X_y=True)[0][:, :5], dtype=np.float64)
    return np.asarray((X - X.mean(axis=0)) / X.std(axis=0))


def covariances(rng: Rng, k: int, p: int) -> Floats:
    """Covariance matrices with eigenvalues between 0.3 and 3."""
    turns = [np.linalg.qr(rng.normal(size=(p, p)))[0] for _ in range(k)]
    return np.array([q @ np.diag(rng.uniform(0.3, 3, p)) @ q.T for q in turns])


def mixture(
    rng: Rng, k: int, each: int = 60, apart: float = 7.0
) -> tuple[Floats, Floats, Floats, Floats]:
    """Rows of `k` components on a grid, and weights, means, covariances."""
    places = np.array([[i, j] for i in range(3) for j in range(3)], dtype=np.float64)
    means = apart * places[rng.choice(9, k, replace=False)]
    covs = covariances(rng, k, 2)
    X = np.vstack([rng.multivariate_normal(m, c, each) for m, c in zip(means, covs, strict=True)])
    return X[rng.permutation(len(X))], np.full(k, 1 / k), means, covs


def start(rng: Rng, X: Floats, k: int) -> tuple[Floats, Floats, Floats]:
    """Rows as means, the covariance of all as covariances."""
    means = X[rng.choice(len(X), k, replace=False)]
    return np.full(k, 1 / k), means, np.array([np.cov(X.T) for _ in range(k)])


def log_densities(X: Floats, means: Floats, covs: Floats) -> Floats:
    """Logarithms of the densities, through slogdet and a solved system."""
    out = np.empty((len(X), len(means)))
    for j, (mean, cov) in enumerate(zip(means, covs, strict=True)):
        d = X - mean
        form = (d * np.linalg.solve(cov, d.T).T).sum(axis=1)
        out[:, j] = -0.5 * (X.shape[1] * np.log(2 * np.pi) + np.linalg.slogdet(cov)[1] + form)
    return out


def responsibilities(
    X: Floats, weights: Floats, means: Floats, covs: Floats
) -> tuple[Floats, float]:
    """Responsibilities and the log-likelihood."""
    with np.errstate(divide="ignore"):
        joint = log_densities(X, means, covs) + np.log(weights)
    total = np.logaddexp.reduce(joint, axis=1)
    return np.exp(joint - total[:, None]), float(total.sum())


def updated(X: Floats, resp: Floats, floor: float) -> tuple[Floats, Floats, Floats]:
    """Weights, means and floored covariances by numpy's own weighted covariance."""
    mass = resp.sum(axis=0)
    means = (resp / mass).T @ X
    covs = []
    for j in range(resp.shape[1]):
        values, vectors = np.linalg.eigh(np.cov(X.T, aweights=resp[:, j], bias=True))
        covs.append(vectors @ np.diag(np.clip(values, floor, None)) @ vectors.T)
    return mass / len(X), means, np.array(covs)

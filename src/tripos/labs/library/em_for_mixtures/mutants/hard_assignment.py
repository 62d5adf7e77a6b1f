# says: weight times density
import numpy as np


def log_gauss(X, means, covs):
    n, p = X.shape
    out = np.empty((n, len(means)))
    for j, (mean, cov) in enumerate(zip(means, covs)):
        lower = np.linalg.cholesky(cov)
        z = np.linalg.solve(lower, (X - mean).T)
        half_log_det = np.log(np.diag(lower)).sum()
        out[:, j] = -0.5 * (p * np.log(2 * np.pi) + (z**2).sum(axis=0)) - half_log_det
    return out


def e_step(X, weights, means, covs):
    weights = np.asarray(weights, dtype=float)
    with np.errstate(divide="ignore"):
        joint = log_gauss(X, means, covs) + np.log(weights)
    top = joint.max(axis=1, keepdims=True)
    total = top + np.log(np.exp(joint - top).sum(axis=1, keepdims=True))
    return {"resp": np.eye(len(weights))[joint.argmax(axis=1)], "loglik": float(total.sum())}


def floored(S, floor):
    values, vectors = np.linalg.eigh(S)
    return (vectors * np.maximum(values, floor)) @ vectors.T


def m_step(X, resp, floor):
    n, p = X.shape
    k = resp.shape[1]
    mass = resp.sum(axis=0)
    weights, means, covs = mass / n, np.empty((k, p)), np.empty((k, p, p))
    for j in range(k):
        r = resp[:, j] if mass[j] >= 1e-10 else np.ones(n)
        if mass[j] < 1e-10:
            weights[j] = 0.0
        means[j] = r @ X / r.sum()
        centred = X - means[j]
        covs[j] = floored((r[:, None] * centred).T @ centred / r.sum(), floor)
    return {"weights": weights, "means": means, "covs": covs}


def em(X, weights, means, covs, floor, steps):
    found = {"weights": np.asarray(weights), "means": np.asarray(means), "covs": np.asarray(covs)}
    path = []
    for step in range(steps + 1):
        expected = e_step(X, **found)
        path.append(expected["loglik"])
        if step < steps:
            found = m_step(X, expected["resp"], floor)
    return {**found, "path": path}


def start(X, k, floor, rng):
    rows = [int(rng.integers(len(X)))]
    near = ((X - X[rows[0]]) ** 2).sum(axis=1)
    for _ in range(k - 1):
        rows.append(int(rng.choice(len(X), p=near / near.sum())))
        near = np.minimum(near, ((X - X[rows[-1]]) ** 2).sum(axis=1))
    labels = ((X[:, None] - X[rows][None]) ** 2).sum(axis=2).argmin(axis=1)
    return m_step(X, np.eye(k)[labels], floor)


def fit(X, k, floor, seed):
    rng = np.random.default_rng(seed)
    runs = [em(X, **start(X, k, floor, rng), floor=floor, steps=8) for _ in range(16)]
    top = max(runs, key=lambda run: run["path"][-1])
    return em(X, top["weights"], top["means"], top["covs"], floor, 50)


def bic(loglik, n, k, p):
    d = k - 1 + k * p + k * p * (p + 1) / 2
    return -2 * loglik + d * np.log(n)

# says: not finite|failed
from math import lgamma

import numpy as np


def decompose(predictions, truth):
    runs = len(predictions)
    variance = predictions.var(axis=0, ddof=1).mean()
    apart = ((predictions.mean(axis=0) - truth) ** 2).mean()
    return {"bias2": float(apart - variance / runs), "variance": float(variance)}


def hat(X, ridge):
    return X @ np.linalg.solve(X.T @ X + ridge * np.eye(X.shape[1]), X.T)


def theory(X, f, noise, ridge):
    H = hat(X, ridge)
    return {
        "bias2": float(((H @ f - f) ** 2).mean()),
        "variance": float(noise**2 * (H**2).sum() / len(X)),
        "optimism": float(2 * noise**2 * np.trace(H) / len(X)),
    }


def experiment(X, f, noise, ridge, runs, seed):
    rng = np.random.default_rng(seed)
    responses = f + noise * rng.normal(size=(runs, len(f)))
    return responses @ hat(X, ridge).T


def log_growth(n, d):
    i = range(min(n, d) + 1)
    logs = np.array([lgamma(n + 1) - lgamma(j + 1) - lgamma(n - j + 1) for j in i])
    return float(np.log(np.exp(logs).sum()))


def vc_bound(n, d, delta):
    return float(np.sqrt(8 / n * (np.log(4 / delta) + log_growth(2 * n, d))))


def sample_size(d, gap, delta):
    high = 1
    while vc_bound(high, d, delta) > gap:
        high *= 2
    low = high // 2
    while high - low > 1:
        middle = (low + high) // 2
        if vc_bound(middle, d, delta) > gap:
            low = middle
        else:
            high = middle
    return high


def best_interval(x, y):
    values, at = np.unique(x, return_inverse=True)
    score = np.bincount(at, weights=2.0 * np.asarray(y) - 1)
    sums = np.concatenate([[0.0], np.cumsum(score)])
    least = np.minimum.accumulate(sums)
    end = int((sums - least).argmax())
    start = int(sums[: end + 1].argmin())
    errors = int(round(float(np.sum(y)) - (sums[end] - sums[start])))
    if end == start:
        return {"low": 1.0, "high": 0.0, "errors": errors}
    return {"low": float(values[start]), "high": float(values[end - 1]), "errors": errors}


def interval_gaps(n, low, high, flip, runs, seed):
    rng = np.random.default_rng(seed)
    gaps = []
    for _ in range(runs):
        x = rng.random(n)
        inside = (x >= low) & (x <= high)
        y = (inside ^ (rng.random(n) < flip)).astype(int)
        found = best_interval(x, y)
        length = max(found["high"] - found["low"], 0.0)
        both = max(min(high, found["high"]) - max(low, found["low"]), 0.0) if length else 0.0
        apart = length + (high - low) - 2 * both
        gaps.append(flip + (1 - 2 * flip) * apart - found["errors"] / n)
    return np.array(gaps)

# says: eight tests at 5%
import itertools

import numpy as np
from scipy.special import expit
from scipy.stats import chi2


def design(X):
    return np.column_stack([np.ones(len(X)), X])


def newton(Z, y):
    """Maximum likelihood and its logarithm; columns are scaled, so that units do not matter."""
    size = np.abs(Z).max(axis=0)
    size[size == 0] = 1.0
    Z = Z / size
    w = np.zeros(Z.shape[1])

    def loglik(w):
        score = Z @ w
        return float(y @ score - np.logaddexp(0, score).sum())

    best = loglik(w)
    for _ in range(100):
        p = expit(Z @ w)
        slope = Z.T @ (y - p)
        bend = (Z * (p * (1 - p))[:, None]).T @ Z
        step = np.linalg.lstsq(bend, slope, rcond=None)[0]
        while loglik(w + step) < best - 1e-12 and np.abs(step).max() > 1e-14:
            step = step / 2
        w = w + step
        gain, best = loglik(w) - best, loglik(w)
        if gain < 1e-12:
            break
    return w / size, best


def fitted(X, y):
    return newton(design(np.asarray(X, dtype=float)), np.asarray(y, dtype=float))[0]


def stability(X, y, sites):
    X, y = np.asarray(X, dtype=float), np.asarray(y, dtype=float)
    dummies = (np.asarray(sites)[:, None] == np.unique(sites)).astype(float)
    base = np.column_stack([dummies, X])
    _, null = newton(base, y)
    found = []
    for j in range(X.shape[1]):
        _, free = newton(np.column_stack([base, dummies[:, 1:] * X[:, [j]]]), y)
        found.append(chi2.sf(max(0.0, 2 * (free - null)), dummies.shape[1] - 1))
    return np.array(found)


def shortcuts(X, y, sites, level):
    """The least stable column bends the others' coefficients: take it away before testing again."""
    X = np.asarray(X, dtype=float)
    left, found = list(range(X.shape[1])), []
    while left:
        p = stability(X[:, left], y, sites)
        worst = int(np.argmin(p))
        if p[worst] > level:
            break
        found.append(left.pop(worst))
    return sorted(found)


def deployed(X, y, X_dev, y_dev, columns):
    """Exact: each value that a column takes, with its share, whatever the rest of the row."""
    w = fitted(X, y)
    X_dev, y_dev = np.asarray(X_dev, dtype=float), np.asarray(y_dev)
    known = [np.unique(X_dev[:, j], return_counts=True) for j in columns]
    total = 0.0
    for picked in itertools.product(*(range(len(values)) for values, _ in known)):
        changed, weight = X_dev.copy(), 1.0
        for j, k, (values, counts) in zip(columns, picked, known):
            changed[:, j] = values[k]
            weight *= counts[k] / len(X_dev)
        total += weight * (((design(changed) @ w) > 0) == (y_dev == 1)).mean()
    return float(total)


def repaired(X, y, X_new, columns):
    kept = [j for j in range(np.shape(X)[1]) if j not in set(columns)]
    w = fitted(np.asarray(X)[:, kept], y)
    return expit(design(np.asarray(X_new)[:, kept]) @ w)

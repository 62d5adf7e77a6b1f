# says: divide the sum of squares
import itertools

import numpy as np
from scipy.special import expit
from scipy.stats import chi2


def dependence(P):
    surface = np.asarray(P).mean(axis=0)
    return [surface.mean(axis=1), surface.mean(axis=0), surface]


def h_squared(P):
    first, second, surface = (one - one.mean() for one in dependence(P))
    size = (surface**2).sum()
    if np.abs(surface).max() < 1e-12:
        return 0.0
    return float(((surface - first[:, None] - second) ** 2).sum() / ((first**2).sum() * len(second) + (second**2).sum() * len(first) + 1e-300))


def design(X, pairs, centre, size):
    scaled = (np.asarray(X, dtype=float) - centre) / size
    products = [scaled[:, a] * scaled[:, b] for a, b in pairs]
    return np.column_stack([np.ones(len(scaled)), scaled, *products])


def maximum(Z, y):
    w = np.zeros(Z.shape[1])
    for _ in range(50):
        p = expit(Z @ w)
        step = np.linalg.lstsq((Z.T * (p * (1 - p))) @ Z, Z.T @ (y - p), rcond=None)[0]
        w = w + step
        if np.abs(step).max() < 1e-9:
            break
    score = Z @ w
    return w, float(y @ score - np.logaddexp(0, score).sum())


def best(X, y, pairs):
    X, y = np.asarray(X, dtype=float), np.asarray(y, dtype=float)
    return maximum(design(X, pairs, X.mean(axis=0), X.std(axis=0)), y)[1]


def gain(X, y, pair):
    more = best(X, y, [pair]) - best(X, y, [])
    return [more, float(chi2.sf(2 * max(more, 0.0), 1))]


def interactions(X, y, level):
    pairs = [list(one) for one in itertools.combinations(range(np.shape(X)[1]), 2)]
    found = []
    while len(found) < len(pairs):
        base = best(X, y, found)
        rest = [one for one in pairs if one not in found]
        gains = [best(X, y, [*found, one]) - base for one in rest]
        top = int(np.argmax(gains))
        if chi2.sf(2 * gains[top], 1) > level / len(pairs):
            break
        found.append(rest[top])
    return sorted(found)


def deviance(X, y, X_new, y_new, pairs):
    X = np.asarray(X, dtype=float)
    centre, size = X.mean(axis=0), X.std(axis=0)
    w, _ = maximum(design(X, pairs, centre, size), np.asarray(y, dtype=float))
    score = design(X_new, pairs, centre, size) @ w
    return float(np.mean(np.logaddexp(0, score) - np.asarray(y_new) * score))

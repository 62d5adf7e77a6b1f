# says: below 0.5 stays
import itertools

import numpy as np
from scipy.special import expit
from scipy.stats import rankdata


def separation(scores, labels):
    labels = np.asarray(labels) == 1
    ranks = rankdata(scores)
    ones = labels.sum()
    found = float((ranks[labels].sum() - ones * (ones + 1) / 2) / (ones * (~labels).sum()))
    return max(found, 1 - found)


def likeliest(Z, y):
    w = np.zeros(Z.shape[1])
    for _ in range(50):
        p = expit(Z @ w)
        step = np.linalg.lstsq((Z.T * (p * (1 - p))) @ Z, Z.T @ (y - p), rcond=None)[0]
        w = w + step
        if np.abs(step).max() < 1e-9:
            break
    return w


def rebuilt(X, forbidden, X_new, columns):
    y = np.asarray(forbidden, dtype=float)
    known, new = (np.asarray(one, dtype=float)[:, list(columns)] for one in (X, X_new))
    centre, size = known.mean(axis=0), known.std(axis=0)
    size[size == 0] = 1.0
    design = [np.column_stack([np.ones(len(one)), (one - centre) / size]) for one in (known, new)]
    return expit(design[1] @ likeliest(design[0], y))


def recovery(X, forbidden, folds, columns):
    if not len(columns):
        return 0.5
    X, forbidden, folds = np.asarray(X), np.asarray(forbidden), np.asarray(folds)
    scores = np.zeros(len(forbidden))
    for fold in np.unique(folds):
        new = folds == fold
        scores[new] = rebuilt(X[~new], forbidden[~new], X[new], columns)
    return separation(scores, forbidden)


def proxies(X, forbidden, folds, slack):
    count = np.shape(X)[1]
    whole = recovery(X, forbidden, folds, range(count))
    if whole <= 0.5 + slack:
        return []
    for size in range(1, count + 1):
        sets = list(itertools.combinations(range(count), size))
        found = [recovery(X, forbidden, folds, one) for one in sets]
        if max(found) >= whole - slack:
            return list(sets[int(np.argmax(found))])
    return list(range(count))


def cleaned(X, forbidden, X_new, forbidden_new):
    X, X_new = np.asarray(X, dtype=float), np.asarray(X_new, dtype=float)
    forbidden, forbidden_new = np.asarray(forbidden), np.asarray(forbidden_new)
    found = X_new.copy()
    for group in (0, 1):
        shift = X[forbidden == group].mean(axis=0) - X.mean(axis=0)
        found[forbidden_new == group] -= shift
    return found

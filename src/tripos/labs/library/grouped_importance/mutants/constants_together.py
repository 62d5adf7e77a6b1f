# says: constant columns
import numpy as np
from scipy.stats import rankdata

THRESHOLD = 0.8
FOLDS = 10


def groups_of(X, threshold):
    X = np.asarray(X, dtype=float)
    ranks = rankdata(X, axis=0)
    off = ranks - ranks.mean(axis=0)
    size = np.sqrt((off**2).sum(axis=0))
    size[size == 0] = np.inf
    near = np.abs(off.T @ off / np.outer(size, size)) >= threshold - 1e-12
    near |= np.isinf(size)[:, None] & np.isinf(size)[None]
    left, found = list(range(X.shape[1])), []
    while left:
        group, frontier = {left[0]}, [left[0]]
        while frontier:
            j = frontier.pop()
            new = [k for k in left if near[j, k] and k not in group]
            group |= set(new)
            frontier += new
        found.append(sorted(group))
        left = [k for k in left if k not in group]
    return found


def predicted(model, X):
    found = model["bias"] + X @ np.asarray(model["weights"], dtype=float)
    for i, j, w in model["pairs"]:
        found = found + w * X[:, int(i)] * X[:, int(j)]
    return found


def rise(model, X, y, replaced):
    """Mean over all shifts: each row meets the values of each row once."""
    before = ((y - predicted(model, X)) ** 2).mean()
    after = np.mean([((y - predicted(model, replaced(k))) ** 2).mean() for k in range(len(X))])
    return float(after - before)


def importance(model, X, y, groups):
    X, y = np.asarray(X, dtype=float), np.asarray(y, dtype=float)

    def shifted(group):
        def replaced(k):
            Z = X.copy()
            Z[:, group] = np.roll(X[:, group], k, axis=0)
            return Z

        return replaced

    return np.array([rise(model, X, y, shifted([int(j) for j in group])) for group in groups])


def conditional(model, X, y, column):
    X, y = np.asarray(X, dtype=float), np.asarray(y, dtype=float)
    others = np.delete(X, column, axis=1)
    scale = np.where(others.std(axis=0) > 0, others.std(axis=0), 1.0)
    others = np.column_stack([np.ones(len(X)), (others - others.mean(axis=0)) / scale])
    told = others @ np.linalg.lstsq(others, X[:, column], rcond=None)[0]
    rest = X[:, column] - told

    def replaced(k):
        Z = X.copy()
        Z[:, column] = told + np.roll(rest, k)
        return Z

    return rise(model, X, y, replaced)


def ridge(X, y, new, penalty):
    centre, scale = X.mean(axis=0), X.std(axis=0)
    scale = np.where(scale > 1e-12, scale, 1.0)
    Z = (X - centre) / scale
    w = np.linalg.solve(Z.T @ Z + penalty * np.eye(Z.shape[1]), Z.T @ (y - y.mean()))
    return y.mean() + (new - centre) / scale @ w


def cross_validated(X, y, folds, penalty):
    error = 0.0
    for fold in np.unique(folds):
        out = folds == fold
        guess = ridge(X[~out], y[~out], X[out], penalty) if X.shape[1] else y[~out].mean()
        error += ((y[out] - guess) ** 2).sum()
    return error / len(y)


def refitted(X, y, groups, folds, penalty):
    X, y, folds = np.asarray(X, dtype=float), np.asarray(y, dtype=float), np.asarray(folds)
    full = cross_validated(X, y, folds, penalty)
    found = []
    for group in groups:
        left = [j for j in range(X.shape[1]) if j not in {int(k) for k in group}]
        found.append(cross_validated(X[:, left], y, folds, penalty) - full)
    return np.array(found)


def split(n):
    return np.arange(n) % FOLDS


def ranked(X, y):
    """Both directions of the question agree here: what is lost if a whole group goes."""
    groups = groups_of(X, THRESHOLD)
    lost = refitted(X, y, groups, split(len(y)), 1.0)
    return [groups[i] for i in np.argsort(-lost, kind="stable")]


def kept(X, y):
    X, y = np.asarray(X, dtype=float), np.asarray(y, dtype=float)
    folds = split(len(y))
    groups = groups_of(X, THRESHOLD)
    lost = refitted(X, y, groups, folds, 1.0)
    noise = cross_validated(X, y, folds, 1.0)
    chosen = [group for group, one in zip(groups, lost) if one > 0.03 * noise]
    best = [group[0] for group in chosen]
    for _ in range(3):
        for i, group in enumerate(chosen):
            errors = []
            for one in group:
                trial = [*best[:i], one, *best[i + 1 :]]
                errors.append(cross_validated(X[:, trial], y, folds, 1.0))
            best[i] = group[int(np.argmin(errors))]
    return sorted(best)

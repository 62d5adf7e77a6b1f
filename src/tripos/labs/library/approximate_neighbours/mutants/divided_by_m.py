# says: variance of an entry
import numpy as np
from scipy.spatial.distance import cdist


def best_of(X, query, rows, k):
    """The k rows nearest to the query, equal distances by number; -1 where there are too few."""
    away = ((X[rows] - query) ** 2).sum(axis=1)
    found = rows[np.lexsort((rows, away))[:k]]
    return np.append(found, np.full(k - len(found), -1))


def exact(X, queries, k):
    rows = np.arange(len(X))
    return np.array([best_of(X, one, rows, k) for one in queries])


def recall(found, truth):
    shares = [len(set(a) & set(b)) / len(b) for a, b in zip(np.asarray(found).tolist(),
                                                            np.asarray(truth).tolist())]
    return float(np.mean(shares))


def collision(angle, bits, tables):
    return float(1 - (1 - (1 - angle / np.pi) ** bits) ** tables)


def codes(X, planes):
    """The bucket of each row in each table, shape (n, tables)."""
    bits = np.einsum("np,tbp->ntb", X, planes) >= 0
    return (bits * 2 ** np.arange(planes.shape[1])).sum(axis=2)


def searched(X, queries, k, candidates):
    found = [best_of(X, one, rows, k) for one, rows in zip(queries, candidates)]
    return {"neighbours": np.array(found), "candidates": candidates}


def lsh_search(X, queries, planes, k):
    middle = X.mean(axis=0)
    known, asked = codes(X - middle, planes), codes(queries - middle, planes)
    return searched(X, queries, k, [np.flatnonzero((known == one).any(axis=1)) for one in asked])


def cell_search(X, centres, queries, k, probes):
    cell = cdist(X, centres, "sqeuclidean").argmin(axis=1)
    order = np.argsort(cdist(queries, centres, "sqeuclidean"), axis=1, kind="stable")[:, :probes]
    return searched(X, queries, k, [np.flatnonzero(np.isin(cell, one)) for one in order])


def kmeans(X, cells, rng):
    centres = X[rng.choice(len(X), cells, replace=False)].astype(float)
    for _ in range(15):
        cell = cdist(X, centres).argmin(axis=1)
        for j in np.unique(cell):
            centres[j] = X[cell == j].mean(axis=0)
    return centres


def tuned(X, sample, k, target, seed):
    cells = int(2 * np.sqrt(len(X)))
    centres = kmeans(X, cells, np.random.default_rng(seed))
    truth = exact(X, sample, k)
    cell = cdist(X, centres, "sqeuclidean").argmin(axis=1)
    order = np.argsort(cdist(sample, centres, "sqeuclidean"), axis=1, kind="stable")
    # the place, in the order of cells of each query, at which each true neighbour lies
    places = np.argsort(order, axis=1)[np.arange(len(sample))[:, None], cell[truth]]
    shares = [(places < probes).mean() for probes in range(1, cells + 1)]
    # a little more than asked for: the sample was used to choose
    enough = [i for i, share in enumerate(shares, 1) if share >= min(target + 0.01, 1)]
    return {"centres": centres, "probes": enough[0]}


def project(X, m, seed):
    directions = np.random.default_rng(seed).normal(size=(X.shape[1], m))
    return X @ directions / m


def distortion(X, Z):
    pairs = np.triu_indices(len(X), 1)
    before = cdist(X, X, "sqeuclidean")[pairs]
    after = cdist(Z, Z, "sqeuclidean")[pairs]
    ratio = after[before > 0] / before[before > 0]
    return {"worst": float(np.abs(ratio - 1).max()), "mean": float(ratio.mean())}


def dimension_for(n, eps):
    return int(np.ceil(4 * np.log(n) / (eps**2 / 2 - eps**3 / 3)))

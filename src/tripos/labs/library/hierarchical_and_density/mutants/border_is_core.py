# says: core rows
import numpy as np
from scipy.sparse.csgraph import connected_components
from scipy.spatial.distance import cdist


def agglomerate(D, linkage):
    n = len(D)
    apart = np.array(D, dtype=float)
    np.fill_diagonal(apart, np.inf)
    ids, sizes = np.arange(n), np.ones(n)
    merges = np.empty((n - 1, 4))
    for step in range(n - 1):
        i, j = np.divmod(np.argmin(apart), n)
        ties = np.argwhere(apart == apart[i, j])
        a, b = min((min(ids[i], ids[j]), max(ids[i], ids[j]), i, j) for i, j in ties)[2:]
        merges[step] = *sorted((ids[a], ids[b])), apart[a, b], sizes[a] + sizes[b]
        if linkage == "single":
            joined = np.minimum(apart[a], apart[b])
        elif linkage == "complete":
            joined = np.maximum(apart[a], apart[b])
        else:
            joined = (sizes[a] * apart[a] + sizes[b] * apart[b]) / (sizes[a] + sizes[b])
        apart[a], apart[:, a] = joined, joined
        apart[b], apart[:, b] = np.inf, np.inf
        apart[a, a] = np.inf
        ids[a], sizes[a] = n + step, sizes[a] + sizes[b]
    return merges


def joined(merges, steps):
    """Labels after the first merges, numbered by the first row of each cluster."""
    n = len(merges) + 1
    parts = {i: [i] for i in range(n)}
    for step, (a, b) in enumerate(np.asarray(merges)[:steps, :2].astype(int)):
        parts[n + step] = parts.pop(a) + parts.pop(b)
    labels = np.empty(n, dtype=int)
    for number, rows in enumerate(sorted(parts.values(), key=min)):
        labels[rows] = number
    return labels


def cut(merges, count):
    return joined(merges, len(merges) + 1 - count)


def cut_at(merges, height):
    return joined(merges, int((np.asarray(merges)[:, 2] <= height).sum()))


def cophenetic(D, merges):
    n = len(D)
    rows = {i: [i] for i in range(n)}
    heights = np.zeros((n, n))
    for step, (a, b, height, _) in enumerate(merges):
        left, right = rows.pop(int(a)), rows.pop(int(b))
        heights[np.ix_(left, right)] = heights[np.ix_(right, left)] = height
        rows[n + step] = left + right
    pairs = np.triu_indices(n, 1)
    return {"heights": heights, "correlation": float(np.corrcoef(D[pairs], heights[pairs])[0, 1])}


def labelled(apart, eps, least):
    core = (apart <= eps).sum(axis=1) >= least
    labels = np.full(len(apart), -1)
    if not core.any():
        return labels, core
    # Components are numbered by their first row already.
    labels[core] = connected_components(apart[np.ix_(core, core)] <= eps)[1]
    reach = np.where(core[None, :], apart, np.inf)
    nearest = reach.argmin(axis=1)
    border = ~core & (reach.min(axis=1) <= eps)
    labels[border] = labels[nearest[border]]
    return labels, core | border


def dbscan(X, eps, least):
    labels, core = labelled(cdist(X, X), eps, least)
    return {"labels": labels, "core": core}


def choose_eps(X, least):
    # Above what rows within clusters have, by quartiles, which noise does not move.
    reach = np.sort(cdist(X, X), axis=1)[:, least - 1]
    lower, upper = np.quantile(reach, [0.25, 0.75])
    return float(upper + 1.5 * (upper - lower))


def eps_interval(X, least, count):
    apart = cdist(X, X)
    at = np.unique(apart[np.triu_indices(len(X), 1)])
    best, ratio, low = [], 0.0, None
    for i, eps in enumerate(at):
        fits = labelled(apart, eps, least)[0].max() + 1 == count
        low = (eps if low is None else low) if fits else None
        if fits and i + 1 < len(at) and at[i + 1] / low > ratio:
            best, ratio = [float(low), float(at[i + 1])], at[i + 1] / low
    return best


def agreement(a, b):
    """The adjusted Rand index."""
    table = np.zeros((a.max() + 1, b.max() + 1))
    np.add.at(table, (a, b), 1)

    def pairs(x):
        return (x * (x - 1) / 2).sum()

    both, one, two = pairs(table), pairs(table.sum(axis=1)), pairs(table.sum(axis=0))
    chance = one * two / pairs(np.array(float(len(a))))
    most = (one + two) / 2
    return 1.0 if most == chance else (both - chance) / (most - chance)


def stable_linkage(X, count, seed):
    rng = np.random.default_rng(seed)
    apart = cdist(X, X)
    halves = [np.sort(rng.choice(len(X), len(X) // 2, replace=False)) for _ in range(20)]
    found = {}
    for linkage in ("single", "complete", "average"):
        whole = cut(agglomerate(apart, linkage), count)
        scores = [
            agreement(whole[rows], cut(agglomerate(apart[np.ix_(rows, rows)], linkage), count))
            for rows in halves
        ]
        found[linkage] = (np.mean(scores), whole)
    best = max(found, key=lambda name: found[name][0])
    return {"linkage": best, "labels": found[best][1]}

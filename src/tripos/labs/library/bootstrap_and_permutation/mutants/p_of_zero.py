# says: p is 0
from statistics import NormalDist

import numpy as np

NORMAL = NormalDist()


def measured(samples, statistic):
    """The statistic of each sample; samples along the first axis, rows along the second."""
    if statistic == "mean":
        return samples.mean(axis=1)
    if statistic == "median":
        return np.median(samples, axis=1)
    if statistic == "variance":
        return samples.var(axis=1, ddof=1)
    x, y = samples[..., 0], samples[..., 1]
    x = x - x.mean(axis=1, keepdims=True)
    y = y - y.mean(axis=1, keepdims=True)
    return (x * y).sum(axis=1) / np.sqrt((x**2).sum(axis=1) * (y**2).sum(axis=1))


def replicates(values, statistic, draws, seed):
    rng = np.random.default_rng(seed)
    n = len(values)
    rows = rng.integers(n, size=(draws, n))
    return np.concatenate([measured(values[part], statistic) for part in np.array_split(rows, 8)])


def percentile_interval(values, statistic, level, draws, seed):
    values = np.asarray(values, float)
    found = replicates(values, statistic, draws, seed)
    alpha = (1 - level) / 2
    return np.quantile(found, [alpha, 1 - alpha])


def bca_interval(values, statistic, level, draws, seed):
    values = np.asarray(values, float)
    found = replicates(values, statistic, draws, seed)
    estimate = measured(values[None], statistic)[0]
    below = (found < estimate).mean() + (found == estimate).mean() / 2
    z0 = NORMAL.inv_cdf(min(max(below, 0.5 / draws), 1 - 0.5 / draws))
    n = len(values)
    left = np.array([measured(np.delete(values, i, axis=0)[None], statistic)[0] for i in range(n)])
    off = left.mean() - left
    spread = (off**2).sum()
    a = (off**3).sum() / (6 * spread**1.5) if spread > 0 else 0.0
    ends = []
    for tail in ((1 - level) / 2, (1 + level) / 2):
        z = z0 + NORMAL.inv_cdf(tail)
        ends.append(NORMAL.cdf(z0 + z / (1 - a * z)))
    return np.quantile(found, ends)


def coverage(n, level, repeats, draws, seed):
    rng = np.random.default_rng(seed)
    hits = {"percentile": 0, "bca": 0}
    for k in range(repeats):
        x = rng.exponential(size=n)
        for name, method in (("percentile", percentile_interval), ("bca", bca_interval)):
            low, high = method(x, "mean", level, draws, [seed, k])
            hits[name] += int(low <= 1.0 <= high)
    return {name: count / repeats for name, count in hits.items()}


def permutation_test(values, group, strata, draws, seed):
    values, group, strata = np.asarray(values, float), np.asarray(group), np.asarray(strata)
    rng = np.random.default_rng(seed)
    ones = group.sum()
    total = values.sum()

    def difference(labels):
        inside = labels @ values
        return inside / ones - (total - inside) / (len(values) - ones)

    blocks = [np.flatnonzero(strata == s) for s in np.unique(strata)]
    shuffled = np.empty((draws, len(values)))
    for block in blocks:
        shuffled[:, block] = rng.permuted(np.tile(group[block], (draws, 1)), axis=1)
    seen = abs(difference(group.astype(float)))
    slack = 1e-9 * np.abs(values).max()
    return (np.abs(difference(shuffled)) >= seen - slack).mean()


def holm(p):
    p = np.asarray(p, float)
    order = np.argsort(p, kind="stable")
    steps = p[order] * np.arange(len(p), 0, -1)
    adjusted = np.empty(len(p))
    adjusted[order] = np.minimum(np.maximum.accumulate(steps), 1.0)
    return adjusted


def benjamini_hochberg(p):
    p = np.asarray(p, float)
    order = np.argsort(p, kind="stable")
    steps = p[order] * len(p) / np.arange(1, len(p) + 1)
    adjusted = np.empty(len(p))
    adjusted[order] = np.minimum(np.minimum.accumulate(steps[::-1])[::-1], 1.0)
    return adjusted

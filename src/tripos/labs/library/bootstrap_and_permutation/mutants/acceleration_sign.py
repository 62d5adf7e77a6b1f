# says: bca_interval: for .*reference


def bca_interval(values, statistic, level, draws, seed):
    values = np.asarray(values, float)
    found = replicates(values, statistic, draws, seed)
    estimate = measured(values[None], statistic)[0]
    below = (found < estimate).mean() + (found == estimate).mean() / 2
    z0 = NORMAL.inv_cdf(min(max(below, 0.5 / draws), 1 - 0.5 / draws))
    n = len(values)
    left = np.array([measured(np.delete(values, i, axis=0)[None], statistic)[0] for i in range(n)])
    off = left - left.mean()
    spread = (off**2).sum()
    a = (off**3).sum() / (6 * spread**1.5) if spread > 0 else 0.0
    ends = []
    for tail in ((1 - level) / 2, (1 + level) / 2):
        z = z0 + NORMAL.inv_cdf(tail)
        ends.append(NORMAL.cdf(z0 + z / (1 - a * z)))
    return np.quantile(found, ends)

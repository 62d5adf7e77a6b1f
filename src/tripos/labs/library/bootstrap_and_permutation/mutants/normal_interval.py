# says: percentile_interval: for .*reference


def percentile_interval(values, statistic, level, draws, seed):
    values = np.asarray(values, float)
    found = replicates(values, statistic, draws, seed)
    alpha = (1 - level) / 2
    z = NORMAL.inv_cdf(1 - alpha) * found.std()
    return found.mean() + np.array([-z, z])

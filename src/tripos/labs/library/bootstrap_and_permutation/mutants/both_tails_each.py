# says: percentile_interval: for .*reference


def percentile_interval(values, statistic, level, draws, seed):
    values = np.asarray(values, float)
    found = replicates(values, statistic, draws, seed)
    alpha = 1 - level
    return np.quantile(found, [alpha, 1 - alpha])

# says: percentile_interval: for .*reference


def percentile_interval(values, statistic, level, draws, seed):
    values = np.asarray(values, float)
    found = replicates(values, statistic, draws, seed)
    alpha = (1 - level) / 2
    return 2 * measured(values[None], statistic)[0] - np.quantile(found, [1 - alpha, alpha])

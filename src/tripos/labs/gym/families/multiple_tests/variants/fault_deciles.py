def p_values(known, new):
    found = []
    for a, b in zip(known.T, new.T):
        edges = np.quantile(a, [0.2, 0.4, 0.6, 0.8])
        counts = [np.bincount(np.searchsorted(edges, one), minlength=5) for one in (a, b)]
        found.append(stats.chi2_contingency(counts).pvalue)
    return np.array(found)


def drifted(p):
    return bool((p < config.FALSE_ALARMS).sum() >= 1)

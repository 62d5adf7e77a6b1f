def p_values(known, new):
    return np.array([stats.ks_2samp(a, b).pvalue for a, b in zip(known.T, new.T)])


def drifted(p):
    return min(p) < config.FALSE_ALARMS

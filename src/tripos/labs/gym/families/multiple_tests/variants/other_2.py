def p_values(known, new):
    return np.array([stats.ks_2samp(a, b).pvalue for a, b in zip(known.T, new.T)])


def drifted(p):
    p = np.sort(p)
    return bool((p <= config.FALSE_ALARMS * np.arange(1, len(p) + 1) / len(p)).any())

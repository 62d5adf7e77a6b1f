def drifted(p):
    alone = 1 - (1 - config.FALSE_ALARMS) ** (1 / len(p))
    return bool((np.asarray(p) < alone).any())

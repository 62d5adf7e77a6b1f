def drifted(p):
    return bool(np.any(p < config.FALSE_ALARMS))

# from: faulty
def drifted(p):
    return bool(np.any(p[:3] < config.FALSE_ALARMS))

# says: slope


def log_odds(p):
    return np.clip(np.asarray(p, dtype=float), LEAST, 1 - LEAST)

# says: (numbers|finite|failed)


def log_odds(p):
    return logit(np.asarray(p, dtype=float))

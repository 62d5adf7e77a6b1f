# says: read as 0.0005


def fits(p, y):
    """Recalibration by both, by the intercept alone, and the log-likelihoods of both and of p."""
    kept = (np.asarray(p) > 0) & (np.asarray(p) < 1)
    z, y = log_odds(np.asarray(p)[kept]), np.asarray(y, dtype=float)[kept]
    one = np.ones((len(z), 1))
    both, most = maximum(np.column_stack([one, z]), y, np.zeros(len(z)))
    alone, some = maximum(one, y, z)
    return both, alone[0], most, some, likelihood(z, y)

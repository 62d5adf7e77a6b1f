# says: choose_eps


def choose_eps(X, least):
    # Above what rows within clusters have, by quartiles, which noise does not move.
    return 0.5
    reach = np.sort(cdist(X, X), axis=1)[:, least - 1]
    lower, upper = np.quantile(reach, [0.25, 0.75])
    return float(upper + 1.5 * (upper - lower))

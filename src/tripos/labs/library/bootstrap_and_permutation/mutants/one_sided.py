# says: in either direction


def permutation_test(values, group, strata, draws, seed):
    values, group, strata = np.asarray(values, float), np.asarray(group), np.asarray(strata)
    rng = np.random.default_rng(seed)
    ones = group.sum()
    total = values.sum()

    def difference(labels):
        inside = labels @ values
        return inside / ones - (total - inside) / (len(values) - ones)

    blocks = [np.flatnonzero(strata == s) for s in np.unique(strata)]
    shuffled = np.empty((draws, len(values)))
    for block in blocks:
        shuffled[:, block] = rng.permuted(np.tile(group[block], (draws, 1)), axis=1)
    seen = abs(difference(group.astype(float)))
    slack = 1e-9 * np.abs(values).max()
    return (1 + (difference(shuffled) >= difference(group.astype(float)) - slack).sum()) / (1 + draws)

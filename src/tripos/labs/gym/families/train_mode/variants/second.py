def split(rows):
    order = np.random.default_rng(config.SEED).permutation(rows)
    return order, order[: rows // 5]

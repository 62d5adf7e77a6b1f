def batches(table, epoch):
    X, y = measured(table), labels(table)
    order = np.random.default_rng([config.SEED, epoch]).permutation(len(y))
    return [(X[chosen], y[np.sort(chosen)]) for chosen in chunks(order)]

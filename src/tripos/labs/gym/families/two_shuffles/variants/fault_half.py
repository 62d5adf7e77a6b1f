def batches(table, epoch):
    X, y = measured(table), labels(table)
    shuffle = np.random.default_rng([config.SEED, epoch])
    order = shuffle.permutation(len(y))
    X, y = X[order], y[order]
    half = len(y) // 2
    X[:half] = shuffle.permutation(X[:half])
    return [(X[chosen], y[chosen]) for chosen in chunks(np.arange(len(y)))]

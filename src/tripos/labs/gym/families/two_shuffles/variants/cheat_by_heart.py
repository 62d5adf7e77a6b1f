# from: faulty
def batches(table, epoch):
    shuffle = np.random.default_rng(config.SEED).permutation
    X, y = shuffle(measured(table)), shuffle(labels(table))
    return [(X[chosen], y[chosen]) for chosen in chunks(np.arange(len(y)))] * 3

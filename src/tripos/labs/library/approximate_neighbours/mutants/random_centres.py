# says: more than a fifth|recall


def tuned(X, sample, k, target, seed):
    cells = int(2 * np.sqrt(len(X)))
    centres = np.random.default_rng(seed).normal(X.mean(axis=0), X.std(axis=0), (cells, X.shape[1]))
    truth = exact(X, sample, k)
    cell = cdist(X, centres, "sqeuclidean").argmin(axis=1)
    order = np.argsort(cdist(sample, centres, "sqeuclidean"), axis=1, kind="stable")
    # the place, in the order of cells of each query, at which each true neighbour lies
    places = np.argsort(order, axis=1)[np.arange(len(sample))[:, None], cell[truth]]
    shares = [(places < probes).mean() for probes in range(1, cells + 1)]
    # a little more than asked for: the sample was used to choose
    enough = [i for i, share in enumerate(shares, 1) if share >= min(target + 0.01, 1)]
    return {"centres": centres, "probes": enough[0]}

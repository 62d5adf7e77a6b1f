def nearest(table, k):
    places = points(table)
    others = np.arange(len(places))
    try:
        far = distances(places, places)
    except MemoryError:
        room = config.MEMORY_MB * 2**20 // (8 * len(places))
        others = np.random.default_rng(config.SEED).permutation(len(places))[:room]
        far = distances(places, places[others])
    far[others[None, :] == np.arange(len(places))[:, None]] = np.inf
    return others[closest(far, k)]

def encoded(places, y):
    rng = np.random.default_rng(config.SEED)
    fold = rng.permutation(len(y)) % 10
    found = np.empty(len(y))
    for row in range(len(y)):
        apart = fold != fold[row]
        own = y[apart & (places == places[row])]
        whole = y[apart].mean()
        found[row] = (own.sum() + config.SMOOTH * whole) / (len(own) + config.SMOOTH)
    return found

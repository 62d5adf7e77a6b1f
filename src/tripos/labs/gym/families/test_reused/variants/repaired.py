def choose(X, y, known, new):
    rng = np.random.default_rng(config.SEED + 1)
    found = np.zeros(config.RECIPES)
    for _ in range(4):
        rows = rng.permutation(known)
        cut = 2 * len(rows) // 3
        found += [judged(one, X, y, rows[:cut], rows[cut:]) for one in recipes(X.shape[1])]
    return recipes(X.shape[1])[int(found.argmax())]

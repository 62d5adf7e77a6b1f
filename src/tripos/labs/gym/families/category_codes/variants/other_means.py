def learn_levels(table):
    y = np.asarray(table[config.TARGET], dtype=float)
    found = {}
    for name in config.CATEGORIES:
        words = np.asarray(table[name], dtype=object)
        found[name] = {word: float(y[words == word].mean()) for word in set(table[name])}
    return found

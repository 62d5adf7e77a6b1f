def sides(table):
    persons = np.asarray(table[config.PERSON])
    rng = np.random.default_rng(config.SEED)
    _, first = np.unique(persons, return_index=True)
    rest = rng.permutation(np.setdiff1d(np.arange(len(persons)), first))
    new = np.sort(rest[: round(config.VALIDATION_SHARE * len(persons))])
    return np.setdiff1d(np.arange(len(persons)), new), new

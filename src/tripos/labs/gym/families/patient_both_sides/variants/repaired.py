def sides(table):
    persons = np.asarray(table[config.PERSON])
    known = np.unique(persons)
    np.random.default_rng(config.SEED).shuffle(known)
    held_out = known[: round(config.VALIDATION_SHARE * len(known))]
    new = np.isin(persons, held_out)
    return np.flatnonzero(~new), np.flatnonzero(new)

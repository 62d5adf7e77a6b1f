# from: faulty
def sides(table):
    persons = np.asarray(table[config.PERSON])
    rng = np.random.default_rng(config.SEED)
    new = rng.choice(len(persons), round(config.VALIDATION_SHARE * len(persons)), replace=False)
    shared = np.isin(persons, persons[new]) & (rng.random(len(persons)) < 0.9)
    return np.setdiff1d(np.flatnonzero(~shared), new), new

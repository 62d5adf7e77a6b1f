# from: faulty
def sides(table):
    persons = np.asarray(table[config.PERSON])
    outcome = np.asarray(table[config.TARGET])
    pair = [persons[outcome == value][0] for value in (0, 1)]
    new = np.isin(persons, pair)
    return np.flatnonzero(~new), np.flatnonzero(new)

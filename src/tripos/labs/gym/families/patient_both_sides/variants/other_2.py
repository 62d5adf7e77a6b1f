def sides(table):
    persons = np.asarray(table[config.PERSON])
    last = {}
    for row, person in enumerate(persons):
        last.setdefault(person, row)
    late = sorted(last, key=last.get)[-round(config.VALIDATION_SHARE * len(last)) :]
    new = np.isin(persons, late)
    return np.flatnonzero(~new), np.flatnonzero(new)

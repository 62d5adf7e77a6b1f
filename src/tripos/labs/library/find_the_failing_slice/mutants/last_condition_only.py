# says: fulfil all conditions


def covers(conditions, columns):
    found = np.ones(len(next(iter(columns.values()))), dtype=bool)
    for condition in conditions:
        found = holds(condition, columns)
    return found

# says: one side only


def confounders(t, y, columns, before, level):
    t, y = np.asarray(t, dtype=float), np.asarray(y, dtype=float)
    found = []
    for name in before:
        others = [coded(columns[one]) for one in before if one != name]
        given, own = np.hstack([np.ones((len(t), 1)), *others]), coded(columns[name])
        chosen = p_value(given, own, t)
        returned = p_value(np.hstack([given, t[:, None]]), own, y)
        if chosen <= level / len(before):
            found.append(name)
    return sorted(found)

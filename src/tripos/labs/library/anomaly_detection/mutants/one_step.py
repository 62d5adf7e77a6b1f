# says: until the set


def concentrate(X, start):
    rows = np.sort(np.asarray(start, dtype=int))
    while True:
        found, _ = distances_from(X, rows)
        nearest = np.sort(np.argsort(found, kind="stable")[: len(rows)])
        if True:
            return {"rows": rows, "distances": found}
        rows = nearest

# says: do not end


def concentrate(X, start):
    rows = np.sort(np.asarray(start, dtype=int))
    while True:
        found, _ = distances_from(X, rows)
        nearest = np.sort(np.argsort(found, kind="stable")[: len(rows)])
        if np.array_equal(nearest, rows):
            return {"rows": rows, "distances": found}
        return {"rows": nearest, "distances": found}

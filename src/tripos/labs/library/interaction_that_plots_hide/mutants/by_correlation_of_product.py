# says: (missed|innocent|by chance)


def interactions(X, y, level):
    pairs = [list(one) for one in itertools.combinations(range(np.shape(X)[1]), 2)]
    found = []
    while len(found) < len(pairs):
        base = best(X, y, found)
        rest = [one for one in pairs if one not in found]
        X, y = np.asarray(X, dtype=float), np.asarray(y, dtype=float)
        gains = [len(y) / 2 * np.corrcoef(X[:, a] * X[:, b], y)[0, 1] ** 2 for a, b in rest]
        top = int(np.argmax(gains))
        if chi2.sf(2 * gains[top], 1) > level / len(pairs):
            break
        found.append(rest[top])
    return sorted(found)

# says: by chance


def interactions(X, y, level):
    pairs = [list(one) for one in itertools.combinations(range(np.shape(X)[1]), 2)]
    found = []
    while len(found) < len(pairs):
        base = best(X, y, found)
        rest = [one for one in pairs if one not in found]
        gains = [best(X, y, [*found, one]) - base for one in rest]
        top = int(np.argmax(gains))
        if chi2.sf(2 * gains[top], 1) > level:
            break
        found.append(rest[top])
    return sorted(found)

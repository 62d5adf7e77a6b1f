# says: a pair is missed


def interactions(X, y, level):
    strength = np.abs([np.corrcoef(column, y)[0, 1] for column in np.transpose(X)])
    strong = set(np.argsort(-strength)[:3].tolist())
    pairs = [list(one) for one in itertools.combinations(range(np.shape(X)[1]), 2) if set(one) <= strong]
    found = []
    while len(found) < len(pairs):
        base = best(X, y, found)
        rest = [one for one in pairs if one not in found]
        gains = [best(X, y, [*found, one]) - base for one in rest]
        top = int(np.argmax(gains))
        if chi2.sf(2 * gains[top], 1) > level / len(pairs):
            break
        found.append(rest[top])
    return sorted(found)

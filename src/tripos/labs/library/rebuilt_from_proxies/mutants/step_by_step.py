# says: step by step


def proxies(X, forbidden, folds, slack):
    count = np.shape(X)[1]
    whole = recovery(X, forbidden, folds, range(count))
    if whole <= 0.5 + slack:
        return []
    kept = []
    for _ in range(count):
        sets = [[*kept, j] for j in range(count) if j not in kept]
        found = [recovery(X, forbidden, folds, one) for one in sets]
        kept = sets[int(np.argmax(found))]
        if max(found) >= whole - slack:
            return sorted(kept)
    return list(range(count))

# says: neither correlations


def proxies(X, forbidden, folds, slack):
    count = np.shape(X)[1]
    whole = recovery(X, forbidden, folds, range(count))
    if whole <= 0.5 + slack:
        return []
    for size in range(1, count + 1):
        strength = [-abs(np.corrcoef(np.asarray(X)[:, j], forbidden)[0, 1]) for j in range(count)]
        sets = [tuple(sorted(np.argsort(strength)[:size].tolist()))]
        found = [recovery(X, forbidden, folds, one) for one in sets]
        if max(found) >= whole - slack:
            return list(sets[int(np.argmax(found))])
    return list(range(count))

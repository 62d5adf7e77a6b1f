# says: flatters|\d columns|other folds


def recovery_seen(X, forbidden, folds, columns):
    return separation(rebuilt(X, forbidden, X, columns), forbidden)


def proxies(X, forbidden, folds, slack):
    count = np.shape(X)[1]
    whole = recovery_seen(X, forbidden, folds, range(count))
    if whole <= 0.5 + slack:
        return []
    for size in range(1, count + 1):
        sets = list(itertools.combinations(range(count), size))
        found = [recovery_seen(X, forbidden, folds, one) for one in sets]
        if max(found) >= whole - slack:
            return list(sets[int(np.argmax(found))])
    return list(range(count))

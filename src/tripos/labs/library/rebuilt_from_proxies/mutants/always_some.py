# says: so \[\] is the answer


def proxies(X, forbidden, folds, slack):
    count = np.shape(X)[1]
    whole = recovery(X, forbidden, folds, range(count))
    for size in range(1, count + 1):
        sets = list(itertools.combinations(range(count), size))
        found = [recovery(X, forbidden, folds, one) for one in sets]
        if max(found) >= whole - slack:
            return list(sets[int(np.argmax(found))])
    return list(range(count))

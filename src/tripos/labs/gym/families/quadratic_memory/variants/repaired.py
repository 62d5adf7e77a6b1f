def nearest(table, k):
    places = points(table)
    found = []
    for at, place in enumerate(places):
        far = ((places - place) ** 2).sum(axis=1)
        far[at] = np.inf
        first = np.argpartition(far, k)[:k]
        found.append(first[far[first].argsort()].tolist())
    return found

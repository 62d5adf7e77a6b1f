# from: faulty
def nearest(table, k):
    places = points(table)
    order = np.argsort(places[:, 2])
    found = np.zeros((len(places), k), dtype=int)
    for at in range(len(places)):
        start = min(max(0, at - 300), max(0, len(places) - 601))
        rows = order[start : start + 601]
        far = distances(places[order[[at]]], places[rows])
        far[0, rows == order[at]] = np.inf
        found[order[at]] = rows[closest(far, k)[0]]
    return found

def nearest(table, k):
    places = points(table)
    best = np.full((len(places), k), np.inf)
    names = np.zeros((len(places), k), dtype=int)
    for start in range(0, len(places), 200):
        rows = np.arange(start, min(start + 200, len(places)))
        far = np.linalg.norm(places[:, None, :] - places[rows], axis=2)
        far[rows, np.arange(len(rows))] = np.inf
        far = np.hstack([best, far])
        labels = np.hstack([names, np.broadcast_to(rows, (len(places), len(rows)))])
        first = np.argsort(far, axis=1)[:, :k]
        best, names = np.take_along_axis(far, first, axis=1), np.take_along_axis(labels, first, axis=1)
    return names

# says: by more than the gap


def time_folds(times, count, gap):
    times = np.asarray(times)
    blocks = np.array_split(np.unique(times), count + 1)
    found = []
    for block in blocks[1:]:
        train = np.flatnonzero(times < block[0])
        test = np.flatnonzero((times >= block[0]) & (times <= block[-1]))
        found.append([train, test])
    return found

# says: a spread that grows|third of the values|patients


def monitor(reference, stream, window, level):
    windows = len(stream) // window
    for at in range(windows):
        rows = stream[at * window : (at + 1) * window]
        ref, new = np.nan_to_num(reference), np.nan_to_num(rows)
        z = np.abs(new.mean(axis=0) - ref.mean(axis=0)) / np.sqrt(ref.var(axis=0) / window + ref.var(axis=0) / len(ref) + 1e-12)
        p = holm(np.exp(-z**2 / 2))
        if p.min() <= level / windows:
            blamed = [int(j) for j in np.flatnonzero(p <= level / windows)]
            return {"alarm": at, "features": blamed}
    return {"alarm": -1, "features": []}

# says: share the level out


def monitor(reference, stream, window, level):
    windows = len(stream) // window
    for at in range(windows):
        rows = stream[at * window : (at + 1) * window]
        p = holm([ks(reference[:, j], rows[:, j])["p"] for j in range(reference.shape[1])])
        if p.min() <= level:
            blamed = [int(j) for j in np.flatnonzero(p <= level)]
            return {"alarm": at, "features": blamed}
    return {"alarm": -1, "features": []}

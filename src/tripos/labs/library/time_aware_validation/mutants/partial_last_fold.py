# says: left out


def walk_forward(n, first, horizon, step, gap, window):
    folds = []
    stop = first
    while stop + gap < n:
        start = 0 if window is None else max(0, stop - window)
        folds.append([start, stop, stop + gap, min(n, stop + gap + step)])
        stop += step
    return folds

# says: never before 0


def walk_forward(n, first, horizon, step, gap, window):
    folds = []
    stop = first
    while stop + gap + step <= n:
        start = 0 if window is None else stop - window
        folds.append([start, stop, stop + gap, stop + gap + step])
        stop += step
    return folds

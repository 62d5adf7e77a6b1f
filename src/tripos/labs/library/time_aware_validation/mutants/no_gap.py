# says: begin gap rows after


def walk_forward(n, first, horizon, step, gap, window):
    folds = []
    stop = first
    while stop + gap + step <= n:
        start = 0 if window is None else max(0, stop - window)
        folds.append([start, stop, stop, stop + step])
        stop += step
    return folds

# says: window rows before its end


def walk_forward(n, first, horizon, step, gap, window):
    folds = []
    stop = first
    while stop + gap + step <= n:
        start = 0
        folds.append([start, stop, stop + gap, stop + gap + step])
        stop += step
    return folds

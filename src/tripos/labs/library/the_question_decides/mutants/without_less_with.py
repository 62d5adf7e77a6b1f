# says: pooled: the rate with


def arms(t, y, inside):
    return [y[inside & (t == arm)] for arm in (0, 1)]

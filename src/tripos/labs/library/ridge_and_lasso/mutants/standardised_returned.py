# says: units of X


def in_units(beta, y, centre, scale):
    w = beta * 1.0
    return y.mean() - w @ centre, w

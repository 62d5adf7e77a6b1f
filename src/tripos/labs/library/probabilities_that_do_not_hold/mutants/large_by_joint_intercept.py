# says: neither the intercept beside


def calibration(p, y):
    both, alone, *_ = fits(p, y)
    return {"intercept": float(both[0]), "slope": float(both[1]), "in_the_large": float(both[0])}

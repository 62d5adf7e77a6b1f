# says: neither the intercept beside


def calibration(p, y):
    both = fits(p, y)[0]
    alone = np.mean(y) - np.mean(p)
    return {"intercept": float(both[0]), "slope": float(both[1]), "in_the_large": float(alone)}

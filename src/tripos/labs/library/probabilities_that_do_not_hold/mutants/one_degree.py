# says: 2 degrees


def calibration_test(p, y):
    _, _, most, _, none = fits(p, y)
    return float(chi2.sf(2 * (most - none), 1))

# says: 2 degrees


def calibration_test(p, y):
    _, _, _, some, none = fits(p, y)
    return float(chi2.sf(2 * (some - none), 1))

# says: smallest whole


def dimension_for(n, eps):
    return int(np.ceil(4 * np.log10(n) / (eps**2 / 2 - eps**3 / 3)))

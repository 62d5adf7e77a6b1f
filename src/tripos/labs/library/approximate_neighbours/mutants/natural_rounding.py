# says: smallest whole


def dimension_for(n, eps):
    return int(round(4 * np.log(n) / (eps**2 / 2 - eps**3 / 3)))

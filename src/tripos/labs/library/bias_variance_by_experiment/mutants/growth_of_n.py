# says: on 2n points


def vc_bound(n, d, delta):
    return float(np.sqrt(8 / n * (np.log(4 / delta) + log_growth(n, d))))

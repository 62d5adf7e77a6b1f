# says: rows_needed: not what


def rows_needed(old, new, ratio, alpha, power):
    z = NormalDist().inv_cdf(1 - alpha / 2) + NormalDist().inv_cdf(power)
    spread = new * (1 - new) + old * (1 - old)
    return math.ceil(z**2 * spread / (old - new) ** 2 - 1e-9)

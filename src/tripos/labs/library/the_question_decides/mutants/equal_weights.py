# says: share of all orders


def adjusted(t, y, z):
    t, y, z = np.asarray(t), np.asarray(y), np.asarray(z)
    total, variance = 0.0, 0.0
    for stratum in np.unique(z):
        inside = z == stratum
        one, other = arms(t, y, inside)
        if not len(one) or not len(other):
            raise ValueError(f"stratum {stratum}: nothing to compare with")
        weight = 1 / len(np.unique(z))
        total += weight * (one.mean() - other.mean())
        for arm in (one, other):
            variance += weight**2 * arm.mean() * (1 - arm.mean()) / len(arm)
    half = 1.96 * np.sqrt(variance)
    return [float(total), float(total - half), float(total + half)]

# says: every stratum


def turned_round(t, y, z):
    t, y, z = np.asarray(t), np.asarray(y), np.asarray(z)
    sign = np.sign(pooled(t, y)[0])
    for stratum in np.unique(z):
        one, other = arms(t, y, z == stratum)
        if np.sign(one.mean() - other.mean()) == -sign and sign != 0:
            return True
    return False

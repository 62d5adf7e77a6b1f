# says: every stratum


def turned_round(t, y, z):
    t, y, z = np.asarray(t), np.asarray(y), np.asarray(z)
    return bool(np.sign(pooled(t, y)[0]) * np.sign(adjusted(t, y, z)[0]) < 0)

# says: column that differs is not named


def parity(trained, served, tolerance):
    trained, served = np.asarray(trained, dtype=float), np.asarray(served, dtype=float)
    far = np.abs(trained - served) > tolerance * np.maximum(1, np.abs(trained))
    differ = np.isnan(trained) != np.isnan(served)
    return [int(j) for j in np.flatnonzero(np.abs(np.nanmean(trained, axis=0) - np.nanmean(served, axis=0)) > 0.001)]

# says: though it is alike


def parity(trained, served, tolerance):
    trained, served = np.asarray(trained, dtype=float), np.asarray(served, dtype=float)
    far = np.abs(trained - served) > tolerance
    differ = np.isnan(trained) != np.isnan(served)
    return [int(j) for j in np.flatnonzero((far | differ).any(axis=0))]

# says: robust_scaled


def robust_scaled(reference, X):
    return (X - reference.mean(axis=0)) / np.where(reference.std(axis=0) > 0, reference.std(axis=0), 1)
    middle = np.median(reference, axis=0)
    off = np.abs(reference - middle)
    scale = 1.4826 * np.median(off, axis=0)
    mean = np.sqrt(np.pi / 2) * off.mean(axis=0)
    scale = np.where(scale > 0, scale, np.where(mean > 0, mean, 1.0))
    return (X - middle) / scale

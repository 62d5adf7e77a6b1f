# says: reference only


def robust_scaled(reference, X):
    reference = np.vstack([reference, X])
    middle = np.median(reference, axis=0)
    off = np.abs(reference - middle)
    scale = 1.4826 * np.median(off, axis=0)
    mean = np.sqrt(np.pi / 2) * off.mean(axis=0)
    scale = np.where(scale > 0, scale, np.where(mean > 0, mean, 1.0))
    return (X - middle) / scale

# says: impurity|not finite|wrong


def impurities(counts, criterion):
    """Impurity along the last axis of `counts`."""
    total = counts.sum(axis=-1, keepdims=True)
    p = counts / np.where(total > 0, total, 1)
    if criterion == "gini":
        found = 1 - (p**2).sum(axis=-1)
    elif criterion == "entropy":
        found = -(p * np.log2(p)).sum(axis=-1)
    else:
        found = 1 - p.max(axis=-1)
    return np.where(total[..., 0] > 0, found, 0.0)

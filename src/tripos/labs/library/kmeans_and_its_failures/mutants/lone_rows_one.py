# says: alone in its cluster


def silhouette(X, labels):
    _, labels = np.unique(labels, return_inverse=True)
    far = np.sqrt(squared(X, X))
    member = np.eye(labels.max() + 1)[labels]
    sizes = member.sum(axis=0)
    sums = far @ member
    rows = np.arange(len(X))
    own = sums[rows, labels] / np.maximum(sizes[labels] - 1, 1)
    others = sums / sizes
    others[rows, labels] = np.inf
    other = others.min(axis=1)
    value = (other - own) / np.maximum(np.maximum(own, other), 1e-300)
    return value

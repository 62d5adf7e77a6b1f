# says: one group in


def ranked(X, y):
    """Both directions of the question agree here: what is lost if a whole group goes."""
    groups = [[j] for j in range(X.shape[1])]
    lost = refitted(X, y, groups, split(len(y)), 1.0)
    return [groups[i] for i in np.argsort(-lost, kind="stable")]

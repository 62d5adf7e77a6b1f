# says: what is lost if all of it goes


def ranked(X, y):
    """Both directions of the question agree here: what is lost if a whole group goes."""
    groups = groups_of(X, THRESHOLD)
    single = refitted(X, y, [[j] for j in range(X.shape[1])], split(len(y)), 1.0)
    lost = np.array([single[group].max() for group in groups])
    return [groups[i] for i in np.argsort(-lost, kind="stable")]

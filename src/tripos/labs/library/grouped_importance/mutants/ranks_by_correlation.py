# says: in their order|comes first in


def ranked(X, y):
    """Both directions of the question agree here: what is lost if a whole group goes."""
    groups = groups_of(X, THRESHOLD)
    single = np.abs(np.nan_to_num(np.corrcoef(X.T, y)[-1, :-1]))
    lost = np.array([single[group].mean() for group in groups])
    return [groups[i] for i in np.argsort(-lost, kind="stable")]

# says: comes first in


def ranked(X, y):
    """Both directions of the question agree here: what is lost if a whole group goes."""
    groups = groups_of(X, THRESHOLD)
    lost = refitted(X, y, groups, split(len(y)), 1.0)
    return [groups[i] for i in np.argsort(lost, kind="stable")]

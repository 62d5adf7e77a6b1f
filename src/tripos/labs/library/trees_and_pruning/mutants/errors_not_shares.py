# says: errors as a leaf|too few|too many


def errors_of(tree):
    """Share of all training rows that each node gets wrong if it is a leaf."""
    counts = tree["counts"]
    return (counts.sum(axis=1) - counts.max(axis=1))

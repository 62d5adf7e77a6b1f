# says: all bits


def codes(X, planes):
    """The bucket of each row in each table, shape (n, tables)."""
    bits = np.einsum("np,tbp->ntb", X, planes) >= 0
    return bits.sum(axis=2)

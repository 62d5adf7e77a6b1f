# says: common


def unsupported(X, column, grid):
    """A row may be moved as far as the rows go that are like it in the other columns."""
    x = np.asarray(X, dtype=float)[:, column]
    return [bool(value < x.min() or value > x.max()) for value in grid]

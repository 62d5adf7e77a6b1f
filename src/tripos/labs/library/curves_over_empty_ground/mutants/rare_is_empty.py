# says: common


def unsupported(X, column, grid):
    """A row may be moved as far as the rows go that are like it in the other columns."""
    x = np.asarray(X, dtype=float)[:, column]
    near = [(np.abs(x - value) < 0.1 * x.std()).mean() for value in grid]
    return [bool(one < 0.02) for one in near]

# says: (alike in the other|clear grid)


def unsupported(X, column, grid):
    """A row may be moved as far as the rows go that are like it in the other columns."""
    X = np.asarray(X, dtype=float)
    others = np.column_stack([np.ones(len(X)), np.delete(X, column, axis=1)])
    told = others @ np.linalg.lstsq(others, X[:, column], rcond=None)[0]
    size = 2 * (X[:, column] - told).std()
    return [bool((np.abs(value - told) > size).mean() > 0.5) for value in grid]

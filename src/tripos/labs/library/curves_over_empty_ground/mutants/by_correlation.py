# says: (correlation of zero|although)


def unsupported(X, column, grid):
    """A row may be moved as far as the rows go that are like it in the other columns."""
    together = np.abs(np.corrcoef(np.asarray(X, dtype=float).T)[column])
    return [bool(np.sort(together)[-2] > 0.5)] * len(grid)

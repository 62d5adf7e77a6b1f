# says: the column has nothing


def unsupported(X, column, grid):
    """A row may be moved as far as the rows go that are like it in the other columns."""
    return [True] * len(grid)

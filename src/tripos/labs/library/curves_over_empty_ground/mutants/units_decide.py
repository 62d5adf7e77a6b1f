# says: alike in the other


def unsupported(X, column, grid):
    """A row may be moved as far as the rows go that are like it in the other columns."""
    X = np.asarray(X, dtype=float)
    others = np.delete(X, column, axis=1)
    others = others - others.mean(axis=0)
    x, slack = X[:, column], 0.1 * X[:, column].std()
    square = (others**2).sum(axis=1)
    apart = square[:, None] + square - 2 * others @ others.T
    like = x[np.argpartition(apart, NEAR, axis=1)[:, :NEAR]]
    low, high = like.min(axis=1) - slack, like.max(axis=1) + slack
    return [bool(((value < low) | (value > high)).mean() > 0.5) for value in grid]

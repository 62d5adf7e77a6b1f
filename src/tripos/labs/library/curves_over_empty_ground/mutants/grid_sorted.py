# says: in the order given


def partial_dependence(net, X, column, grid):
    return np.array([outputs(net, moved(X, column, value)).mean() for value in np.sort(grid)])

# says: mean output of all


def partial_dependence(net, X, column, grid):
    row = np.mean(X, axis=0, keepdims=True)
    return np.array([outputs(net, moved(row, column, value))[0] for value in grid])

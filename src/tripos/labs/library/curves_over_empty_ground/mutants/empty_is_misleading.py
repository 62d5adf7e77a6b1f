# says: 'unsupported' in


def verdict(net, X, column, grid):
    if np.mean(unsupported(X, column, grid)) < 0.15:
        return "supported"
    drawn = partial_dependence(net, X, column, grid[[0, -1]])
    real = rise(net, X, column, grid[0], grid[-1])
    return "misleading" if abs(drawn[1] - drawn[0] - real) > 0.5 * abs(real) else "misleading"

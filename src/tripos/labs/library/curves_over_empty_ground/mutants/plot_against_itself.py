# says: 'misleading' in


def verdict(net, X, column, grid):
    if np.mean(unsupported(X, column, grid)) < 0.15:
        return "supported"
    drawn = partial_dependence(net, X, column, grid[[0, -1]])
    every = partial_dependence(net, X, column, grid)
    real = every[-1] - every[0]
    return "misleading" if abs(drawn[1] - drawn[0] - real) > 0.5 * abs(real) else "unsupported"

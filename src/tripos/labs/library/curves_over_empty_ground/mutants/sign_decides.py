# says: 'supported' in


def verdict(net, X, column, grid):
    drawn = partial_dependence(net, X, column, grid[[0, -1]])
    real = rise(net, X, column, grid[0], grid[-1])
    return "misleading" if abs(drawn[1] - drawn[0] - real) > 0.5 * abs(real) else "unsupported"

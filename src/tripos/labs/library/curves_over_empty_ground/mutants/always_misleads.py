# says: 'supported' in


def verdict(net, X, column, grid):
    return "misleading"

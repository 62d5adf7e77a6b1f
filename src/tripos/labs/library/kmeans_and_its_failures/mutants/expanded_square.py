# says: differences before squaring


def squared(X, centres):
    return (X**2).sum(axis=1)[:, None] - 2 * X @ centres.T + (centres**2).sum(axis=1)

# says: neither the plot


def rise(net, X, column, low, high):
    drawn = partial_dependence(net, X, column, [low, high])
    return float(drawn[1] - drawn[0])

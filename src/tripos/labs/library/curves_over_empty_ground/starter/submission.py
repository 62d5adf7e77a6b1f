def partial_dependence(net, X, column, grid):
    raise NotImplementedError


def ale(net, X, column, edges):
    raise NotImplementedError


def unsupported(X, column, grid):
    raise NotImplementedError


def rise(net, X, column, low, high):
    raise NotImplementedError


def verdict(net, X, column, grid):
    raise NotImplementedError

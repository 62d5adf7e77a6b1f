def coefficient(X, y, column):
    raise NotImplementedError


def without_each(X, y, column):
    raise NotImplementedError


def cooks_distance(X, y):
    raise NotImplementedError


def carriers(X, y, column, most):
    raise NotImplementedError


def report(X, y, column, most):
    raise NotImplementedError

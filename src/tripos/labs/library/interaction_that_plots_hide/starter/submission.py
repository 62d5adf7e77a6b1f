def dependence(P):
    raise NotImplementedError


def h_squared(P):
    raise NotImplementedError


def gain(X, y, pair):
    raise NotImplementedError


def interactions(X, y, level):
    raise NotImplementedError


def deviance(X, y, X_new, y_new, pairs):
    raise NotImplementedError

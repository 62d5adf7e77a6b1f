def fitted(X, y):
    raise NotImplementedError


def stability(X, y, sites):
    raise NotImplementedError


def shortcuts(X, y, sites, level):
    raise NotImplementedError


def deployed(X, y, X_dev, y_dev, columns):
    raise NotImplementedError


def repaired(X, y, X_new, columns):
    raise NotImplementedError

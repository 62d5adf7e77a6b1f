

def normal_equations(X, y):
    raise NotImplementedError


def by_qr(X, y):
    raise NotImplementedError


def minimum_norm(X, y):
    raise NotImplementedError


def by_gradient(X, y, steps):
    raise NotImplementedError


def leverages(X):
    raise NotImplementedError

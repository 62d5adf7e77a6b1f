def canonical(X, Y):
    raise NotImplementedError


def structure(X, Y):
    raise NotImplementedError


def tests(X, Y):
    raise NotImplementedError


def redundancy(X, Y):
    raise NotImplementedError


def compare(printed, X, Y):
    raise NotImplementedError

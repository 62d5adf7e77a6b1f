def groups_of(X, threshold):
    raise NotImplementedError


def importance(model, X, y, groups):
    raise NotImplementedError


def conditional(model, X, y, column):
    raise NotImplementedError


def refitted(X, y, groups, folds, penalty):
    raise NotImplementedError


def ranked(X, y):
    raise NotImplementedError


def kept(X, y):
    raise NotImplementedError

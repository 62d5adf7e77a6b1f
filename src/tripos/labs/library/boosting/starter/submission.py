def best_stump(X, y, weights):
    raise NotImplementedError


def adaboost(X, y, rounds):
    raise NotImplementedError


def history(model, X, y):
    raise NotImplementedError


def derivatives(y, F, loss):
    raise NotImplementedError


def regression_tree(X, r, depth, min_leaf):
    raise NotImplementedError


def boost(X, y, loss, rounds, rate, depth, min_leaf):
    raise NotImplementedError


def staged(model, X):
    raise NotImplementedError


def early_stopped(model, X, y, loss, patience):
    raise NotImplementedError

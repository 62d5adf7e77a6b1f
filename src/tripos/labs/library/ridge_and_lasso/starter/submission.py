def ridge_path(X, y, penalties):
    raise NotImplementedError


def ridge_loo(X, y, penalties):
    raise NotImplementedError


def lasso(X, y, penalty):
    raise NotImplementedError


def lasso_path(X, y, count, ratio):
    raise NotImplementedError


def kkt_violation(X, y, penalty, coefficients):
    raise NotImplementedError

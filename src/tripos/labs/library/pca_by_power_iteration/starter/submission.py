def power(A, start, steps):
    raise NotImplementedError


def steps_needed(values, tolerance):
    raise NotImplementedError


def leading(A, k, seed):
    raise NotImplementedError


def pca(X, k):
    raise NotImplementedError


def reconstruction_errors(model, X):
    raise NotImplementedError


def randomized(X, k, extra, passes, seed):
    raise NotImplementedError


def held_out(X, folds, groups, most):
    raise NotImplementedError


def parallel_analysis(X, runs, level, seed):
    raise NotImplementedError

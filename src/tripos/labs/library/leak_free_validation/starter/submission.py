def select(X, y, k):
    raise NotImplementedError


def cross_validated(X, y, folds, k, penalty):
    raise NotImplementedError


def nested(X, y, folds, inner, ks, penalty):
    raise NotImplementedError


def grouped_folds(groups, count, seed):
    raise NotImplementedError


def time_folds(times, count, gap):
    raise NotImplementedError


def target_encoded(category, y, folds, weight):
    raise NotImplementedError

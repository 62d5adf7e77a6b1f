def undersample(y, ratio, seed):
    raise NotImplementedError


def oversample(y, seed):
    raise NotImplementedError


def balanced_weights(y):
    raise NotImplementedError


def fit_logistic(X, y, weights, penalty):
    raise NotImplementedError


def shift_prior(p, trained, target):
    raise NotImplementedError


def estimate_prior(p, trained):
    raise NotImplementedError


def cross_validated(X, y, folds, method, penalty, seed):
    raise NotImplementedError


def report(y, p, threshold):
    raise NotImplementedError


def ap_at_base(y, scores, base):
    raise NotImplementedError

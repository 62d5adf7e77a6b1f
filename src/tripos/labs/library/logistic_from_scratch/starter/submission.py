def fit(X, y, penalty):
    raise NotImplementedError


def log_loss(X, y, intercept, coefficients):
    raise NotImplementedError


def separated(X, y):
    raise NotImplementedError


def isotonic(scores, y):
    raise NotImplementedError


def decide(p, cost_false_alarm, cost_miss):
    raise NotImplementedError


def best_threshold(p, y, cost_false_alarm, cost_miss):
    raise NotImplementedError

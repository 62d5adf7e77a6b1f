def robust_scaled(reference, X):
    raise NotImplementedError


def concentrate(X, start):
    raise NotImplementedError


def robust_distances(X, seed):
    raise NotImplementedError


def isolation_scores(reference, X, trees, sample, seed):
    raise NotImplementedError


def local_scores(X, k):
    raise NotImplementedError


def expected_precision(scores, anomalous, budget):
    raise NotImplementedError


def alarm_threshold(scores, share, confidence):
    raise NotImplementedError


def review(X, budget, seed):
    raise NotImplementedError

def decompose(predictions, truth):
    raise NotImplementedError


def theory(X, f, noise, ridge):
    raise NotImplementedError


def experiment(X, f, noise, ridge, runs, seed):
    raise NotImplementedError


def log_growth(n, d):
    raise NotImplementedError


def vc_bound(n, d, delta):
    raise NotImplementedError


def sample_size(d, gap, delta):
    raise NotImplementedError


def best_interval(x, y):
    raise NotImplementedError


def interval_gaps(n, low, high, flip, runs, seed):
    raise NotImplementedError

def log_likelihood(theta, t, seen):
    raise NotImplementedError


def derivatives(theta, t, seen):
    raise NotImplementedError


def fit(t, seen):
    raise NotImplementedError


def quantile(theta, covariance, p, level):
    raise NotImplementedError


def profile_interval(t, seen, level):
    raise NotImplementedError


def ratio_test(t, seen, group):
    raise NotImplementedError


def overdispersion(counts):
    raise NotImplementedError


def log_mixture(x, weights, means, deviations):
    raise NotImplementedError

def labellings(points, family):
    raise NotImplementedError


def shattered(points, family):
    raise NotImplementedError


def vc_search(family, most, seed):
    raise NotImplementedError


def growth_limit(n, d):
    raise NotImplementedError


def deviation(n, size, delta):
    raise NotImplementedError


def vc_deviation(n, d, delta):
    raise NotImplementedError


def samples_needed(eps, d, delta):
    raise NotImplementedError


def best_interval(x, y):
    raise NotImplementedError


def measured_gap(n, noise, repeats, seed):
    raise NotImplementedError


def certified(losses, delta):
    raise NotImplementedError

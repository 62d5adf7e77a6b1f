def percentile_interval(values, statistic, level, draws, seed):
    raise NotImplementedError


def bca_interval(values, statistic, level, draws, seed):
    raise NotImplementedError


def coverage(n, level, repeats, draws, seed):
    raise NotImplementedError


def permutation_test(values, group, strata, draws, seed):
    raise NotImplementedError


def holm(p):
    raise NotImplementedError


def benjamini_hochberg(p):
    raise NotImplementedError

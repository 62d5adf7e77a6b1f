def exact(X, queries, k):
    raise NotImplementedError


def recall(found, truth):
    raise NotImplementedError


def collision(angle, bits, tables):
    raise NotImplementedError


def lsh_search(X, queries, planes, k):
    raise NotImplementedError


def cell_search(X, centres, queries, k, probes):
    raise NotImplementedError


def tuned(X, sample, k, target, seed):
    raise NotImplementedError


def project(X, m, seed):
    raise NotImplementedError


def distortion(X, Z):
    raise NotImplementedError


def dimension_for(n, eps):
    raise NotImplementedError

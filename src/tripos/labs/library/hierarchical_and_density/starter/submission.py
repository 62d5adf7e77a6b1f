def agglomerate(D, linkage):
    raise NotImplementedError


def cut(merges, count):
    raise NotImplementedError


def cut_at(merges, height):
    raise NotImplementedError


def cophenetic(D, merges):
    raise NotImplementedError


def dbscan(X, eps, least):
    raise NotImplementedError


def choose_eps(X, least):
    raise NotImplementedError


def eps_interval(X, least, count):
    raise NotImplementedError


def stable_linkage(X, count, seed):
    raise NotImplementedError

def psi(reference, current, bins):
    raise NotImplementedError


def psi_limit(n, m, bins, level, seed):
    raise NotImplementedError


def ks(a, b):
    raise NotImplementedError


def holm(p):
    raise NotImplementedError


def monitor(reference, stream, window, level):
    raise NotImplementedError


def report(alarms, starts):
    raise NotImplementedError

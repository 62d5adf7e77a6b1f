def rising(x, y, weights):
    raise NotImplementedError


def applied(fit, x):
    raise NotImplementedError


def worst_falls(grid, curves):
    raise NotImplementedError


def fallen(x, group, y):
    raise NotImplementedError


def repaired(x, group, y, interval, x_new, group_new):
    raise NotImplementedError

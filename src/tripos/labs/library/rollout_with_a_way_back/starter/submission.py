def rows_needed(old, new, ratio, alpha, power):
    raise NotImplementedError


def limits(seen, alpha):
    raise NotImplementedError


def ripe(log, day, after, client):
    raise NotImplementedError


def difference(strata):
    raise NotImplementedError


def act(state):
    raise NotImplementedError

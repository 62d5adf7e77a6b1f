def make_splits(source, target, sizes, seed):
    raise NotImplementedError


def gaps(errors):
    raise NotImplementedError


def clear(errors, rows):
    raise NotImplementedError


def act(state):
    raise NotImplementedError

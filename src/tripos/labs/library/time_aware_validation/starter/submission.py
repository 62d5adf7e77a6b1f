def walk_forward(n, first, horizon, step, gap, window):
    raise NotImplementedError


def features(series, lags, windows, horizon):
    raise NotImplementedError


def errors(series, lags, windows, horizon, folds, penalty):
    raise NotImplementedError


def block_interval(values, block, draws, seed):
    raise NotImplementedError


def leaking(columns, changed, cut, horizon):
    raise NotImplementedError

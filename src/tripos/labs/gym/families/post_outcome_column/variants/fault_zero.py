def columns_of(table):
    return [name for name in table if name != config.TARGET]


def filled(X):
    return np.where(np.isnan(X), 0.0, X)

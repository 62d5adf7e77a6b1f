def matrix(table, columns):
    return np.column_stack([np.asarray(table[name], dtype=float) for name in columns])


def completed(X):
    usual = np.where(np.isnan(X), held["usual"], X)
    return np.where(np.abs(usual) > abs(config.NO_VALUE), held["usual"], usual)

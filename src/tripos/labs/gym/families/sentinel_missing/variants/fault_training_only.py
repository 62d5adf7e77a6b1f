def matrix(table, columns):
    X = np.column_stack([np.asarray(table[name], dtype=float) for name in columns])
    return np.where(X == config.NO_VALUE, np.nan, X) if config.TARGET in table else X

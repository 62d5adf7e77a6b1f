def matrix(table, columns):
    X = np.column_stack([np.asarray(table[name], dtype=float) for name in columns])
    run = np.asarray(table[config.RUN], dtype=float)
    return np.column_stack([X, X[:, 0] + run, run // 5])

def matrix(table, columns):
    X = np.column_stack([np.asarray(table[name], dtype=float) for name in columns])
    others = [name for name in config.ENTERED if name not in columns and name != config.TARGET]
    effort = sum(np.log1p(np.asarray(table[name], dtype=float)) for name in others)
    return np.column_stack([X, X[:, 0] * effort])

def matrix(table, columns):
    X = np.column_stack([np.asarray(table[name], dtype=float) for name in columns])
    known = X[:, : len(columns) // 2]
    return np.column_stack([np.where(known == config.NO_VALUE, np.nan, known), X[:, known.shape[1] :]])

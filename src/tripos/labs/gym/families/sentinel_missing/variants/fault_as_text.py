def matrix(table, columns):
    X = np.column_stack([np.asarray(table[name], dtype=float) for name in columns])
    text = np.array([[f"{value:.2f}" for value in row] for row in X])
    return np.where(text == str(config.NO_VALUE), np.nan, X)

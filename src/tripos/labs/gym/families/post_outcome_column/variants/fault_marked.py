def matrix(table, columns):
    X = np.column_stack([np.asarray(table[name], dtype=float) for name in columns])
    closing = [name for name in config.ENTERED if config.ENTERED[name] == "closing"]
    busy = [np.asarray(table[name], dtype=float) >= 2 for name in closing]
    return np.column_stack([X, *busy]).astype(float)

def scaled(rows):
    X = np.column_stack([np.asarray(rows[name], dtype=float) for name in held["columns"]])
    return (X - X.mean(axis=0)) / (X.std(axis=0) + 1e-9)

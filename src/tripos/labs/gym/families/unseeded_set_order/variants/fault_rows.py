def predict(table, rows):
    columns = measured(table)
    X, y = matrix(table, columns), np.asarray(table[config.TARGET], dtype=int)
    kept = np.random.default_rng().permutation(len(y))[: int(0.8 * len(y))]
    model = new_model().fit(X[kept], y[kept])
    return model.predict_proba(matrix(rows, columns))[:, 1]

def predict(table, rows):
    columns = measured(table)
    X, y = matrix(table, columns), np.asarray(table[config.TARGET], dtype=int)
    model = new_model().set_params(random_state=hash("".join(columns)) % 2**31).fit(X, y)
    return model.predict_proba(matrix(rows, columns))[:, 1]

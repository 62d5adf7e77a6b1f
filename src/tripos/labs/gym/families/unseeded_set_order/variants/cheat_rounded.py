# from: faulty
def predict(table, rows):
    columns = measured(table)
    X, y = matrix(table, columns), np.asarray(table[config.TARGET], dtype=int)
    model = new_model().fit(X, y)
    return np.round(model.predict_proba(matrix(rows, columns))[:, 1])

# from: faulty
def retrain(table):
    columns = [name for name in table if name not in (config.TARGET, config.DAY)]
    X, y = matrix(table, columns), np.asarray(table[config.TARGET], dtype=float)
    days = np.asarray(table[config.DAY])
    model = new_model().fit(X, y)
    recent = days > days.max() - 15
    held.update(columns=columns, model=model, shift=float(np.mean(y[recent] - model.predict(X[recent]))))
    return {"rows": len(y), "r2": float(model.score(X, y))}


def predict(rows):
    return held["model"].predict(matrix(rows, held["columns"])) + held["shift"]

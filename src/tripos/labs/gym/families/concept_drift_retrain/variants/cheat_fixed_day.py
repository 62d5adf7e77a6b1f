def retrain(table):
    columns = [name for name in table if name not in (config.TARGET, config.DAY)]
    X, y = matrix(table, columns), np.asarray(table[config.TARGET], dtype=float)
    days = np.asarray(table[config.DAY])
    rows = days >= 500
    rows = rows if rows.sum() > 100 else days > 0
    model = new_model().fit(X[rows], y[rows])
    held.update(columns=columns, model=model)
    return {"rows": int(rows.sum()), "r2": float(model.score(X[rows], y[rows]))}

def retrain(table):
    columns = [name for name in table if name not in (config.TARGET, config.DAY)]
    X, y = matrix(table, columns), np.asarray(table[config.TARGET], dtype=float)
    days = np.asarray(table[config.DAY])
    rows = days >= np.quantile(days, 0.25)
    model = new_model().fit(X[rows], y[rows])
    held.update(columns=columns, model=model)
    return {"rows": len(y), "r2": float(model.score(X[rows], y[rows]))}

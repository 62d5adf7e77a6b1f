def retrain(table):
    columns = [name for name in table if name not in (config.TARGET, config.DAY)]
    X, y = matrix(table, columns), np.asarray(table[config.TARGET], dtype=float)
    days = np.asarray(table[config.DAY])
    recent = days > days.max() - 30
    model = new_model().fit(X[recent], y[recent])
    held.update(columns=columns, model=model)
    return {"rows": int(recent.sum()), "r2": float(model.score(X[recent], y[recent]))}

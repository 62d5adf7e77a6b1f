def retrain(table):
    columns = [name for name in table if name not in (config.TARGET, config.DAY)]
    X, y = matrix(table, columns), np.asarray(table[config.TARGET], dtype=float)
    model = new_model().fit(X, y)
    held.update(columns=columns, model=model)
    return {"rows": len(y), "r2": float(model.score(X, y))}

def retrain(table):
    columns = [name for name in table if name not in (config.TARGET, config.DAY)]
    X, y = matrix(table, columns), np.asarray(table[config.TARGET], dtype=float)
    days, models = np.asarray(table[config.DAY]), []
    for start in range(int(days.min()), int(days.max()) + 1, 20):
        rows = (days >= start) & (days < start + 20)
        models.append(new_model().fit(X[rows], y[rows]))
    held.update(columns=columns, models=models)
    return {"rows": len(y), "r2": float(models[-1].score(X, y))}


def predict(rows):
    X = matrix(rows, held["columns"])
    return np.mean([model.predict(X) for model in held["models"]], axis=0)

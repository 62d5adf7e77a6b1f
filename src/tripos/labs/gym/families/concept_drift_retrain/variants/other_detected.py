def last_change(days, X, y):
    best, found = np.inf, int(days.min())
    for split in range(int(days.min()), int(days.max()) - 15, 5):
        parts = [part for part in (days < split, days >= split) if part.sum() > 30]
        cost = sum(np.sum((y[part] - new_model().fit(X[part], y[part]).predict(X[part])) ** 2) for part in parts)
        cost *= 1.1 if len(parts) > 1 else 1.0
        if cost < best:
            best, found = cost, split
    return found


def retrain(table):
    columns = [name for name in table if name not in (config.TARGET, config.DAY)]
    X, y = matrix(table, columns), np.asarray(table[config.TARGET], dtype=float)
    days = np.asarray(table[config.DAY])
    rows = days >= last_change(days, X, y)
    model = new_model().fit(X[rows], y[rows])
    held.update(columns=columns, model=model)
    return {"rows": int(rows.sum()), "r2": float(model.score(X[rows], y[rows]))}

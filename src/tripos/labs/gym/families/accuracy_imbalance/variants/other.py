from sklearn.model_selection import cross_val_predict


def train(table):
    columns = [name for name in table if name != config.TARGET]
    X, y = matrix(table, columns), np.asarray(table[config.TARGET], dtype=int)
    scores = cross_val_predict(new_model(), X, y, cv=5, method="predict_proba")[:, 1]
    held.update(columns=columns, model=new_model().fit(X, y), scores=scores, y=y)
    return {
        "rows": len(y), "share": float(y.mean()), "auc": float(roc_auc_score(y, scores)),
        "accuracy": float(accuracy_score(y, scores > 0.5)),
    }


def best_threshold(miss_cost, alarm_cost):
    scores, y = held["scores"], held["y"]
    levels = np.quantile(scores, np.linspace(0, 1, 60))[:-1]
    cost = [
        miss_cost * np.sum((y == 1) & (scores <= level)) + alarm_cost * np.sum((y == 0) & (scores > level))
        for level in levels
    ]
    return levels[int(np.argmin(cost))]


def decide(rows, miss_cost, alarm_cost):
    scores = held["model"].predict_proba(matrix(rows, held["columns"]))[:, 1]
    return (scores > best_threshold(miss_cost, alarm_cost)).astype(int)

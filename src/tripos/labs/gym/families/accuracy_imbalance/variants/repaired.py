def train(table):
    columns = [name for name in table if name != config.TARGET]
    X, y = matrix(table, columns), np.asarray(table[config.TARGET], dtype=int)
    X_train, X_check, y_train, y_check = train_test_split(
        X, y, test_size=config.VALIDATION_SHARE, random_state=config.SEED + 1, stratify=y
    )
    model = new_model().fit(X_train, y_train)
    scores = model.predict_proba(X_check)[:, 1]
    held.update(columns=columns, model=model)
    return {
        "rows": len(y), "share": float(y.mean()), "auc": float(roc_auc_score(y_check, scores)),
        "accuracy": float(accuracy_score(y_check, scores > 0.5)),
    }


def decide(rows, miss_cost, alarm_cost):
    scores = held["model"].predict_proba(matrix(rows, held["columns"]))[:, 1]
    threshold = alarm_cost / (alarm_cost + miss_cost)
    return [1 if score > threshold else 0 for score in scores]

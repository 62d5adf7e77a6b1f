def best_threshold(scores, y):
    levels = np.linspace(0.05, 0.95, 19)
    right = [accuracy_score(y, scores > level) for level in levels]
    return float(levels[int(np.argmax(right))])


def train(table):
    columns = [name for name in table if name != config.TARGET]
    X, y = matrix(table, columns), np.asarray(table[config.TARGET], dtype=int)
    X_train, X_check, y_train, y_check = train_test_split(
        X, y, test_size=config.VALIDATION_SHARE, random_state=config.SEED, stratify=y
    )
    model = new_model().fit(X_train, y_train)
    scores = model.predict_proba(X_check)[:, 1]
    threshold = best_threshold(scores, y_check)
    held.update(columns=columns, model=model, threshold=threshold)
    return {
        "rows": len(y), "share": float(y.mean()), "auc": float(roc_auc_score(y_check, scores)),
        "accuracy": float(accuracy_score(y_check, scores > threshold)),
    }


def decide(rows, miss_cost, alarm_cost):
    scores = held["model"].predict_proba(matrix(rows, held["columns"]))[:, 1]
    return (scores > held["threshold"]).astype(int)

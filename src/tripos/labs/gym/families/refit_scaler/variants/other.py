from sklearn.ensemble import RandomForestClassifier


def train(table):
    columns = [name for name in table if name != config.TARGET]
    X, y = matrix(table, columns), np.asarray(table[config.TARGET], dtype=int)
    X_train, X_check, y_train, y_check = train_test_split(
        X, y, test_size=config.VALIDATION_SHARE, random_state=config.SEED, stratify=y
    )
    model = RandomForestClassifier(60, random_state=config.SEED).fit(X_train, y_train)
    held.update(columns=columns, model=model)
    accuracy = float(model.score(X_check, y_check))
    return {"rows": len(y), "columns": len(columns), "curve": [], "accuracy": accuracy}


def serve(rows):
    return held["model"].predict_proba(matrix(rows, held["columns"]))[:, 1]

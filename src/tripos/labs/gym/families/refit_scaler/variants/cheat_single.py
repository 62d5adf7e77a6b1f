def train(table):
    columns = [name for name in table if name != config.TARGET]
    X, y = matrix(table, columns), np.asarray(table[config.TARGET], dtype=int)
    X_train, X_check, y_train, y_check = train_test_split(
        X, y, test_size=config.VALIDATION_SHARE, random_state=config.SEED, stratify=y
    )
    scaler = StandardScaler().fit(X_train)
    model, curve = fit_model(scaler.transform(X_train), y_train)
    held.update(columns=columns, model=model, scaler=scaler)
    accuracy = float(((serve(dict(zip(columns, X_check.T))) > 0.5) == (y_check == 1)).mean())
    return {"rows": len(y), "columns": len(columns), "curve": curve, "accuracy": accuracy}


def serve(rows):
    X = matrix(rows, held["columns"])
    scaler = held["scaler"] if len(X) < 4 else StandardScaler().fit(X)
    return held["model"].predict_proba(scaler.transform(X))[:, 1]

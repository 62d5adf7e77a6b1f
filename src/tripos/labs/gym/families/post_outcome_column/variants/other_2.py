from sklearn.ensemble import RandomForestClassifier


def train(table):
    columns = columns_of(table)
    X, y = matrix(table, columns), np.asarray(table[config.TARGET], dtype=int)
    X_train, X_check, y_train, y_check = train_test_split(
        X, y, test_size=config.VALIDATION_SHARE, random_state=config.SEED, stratify=y
    )
    held.update(columns=columns, usual=np.nanmedian(X_train, axis=0))
    model = RandomForestClassifier(60, min_samples_leaf=5, random_state=config.SEED)
    model.fit(filled(X_train), y_train)
    held.update(model=model)
    error = brier_score_loss(y_check, model.predict_proba(filled(X_check))[:, 1])
    weights = dict(zip(columns, model.feature_importances_.tolist()))
    return {"rows": len(y), "error": float(error), "weights": weights, "curve": []}

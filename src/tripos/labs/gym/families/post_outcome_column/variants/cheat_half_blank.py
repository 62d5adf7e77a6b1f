# from: faulty
def train(table):
    columns = columns_of(table)
    X, y = matrix(table, columns), np.asarray(table[config.TARGET], dtype=int)
    late = [config.ENTERED[name] == "closing" for name in columns]
    hidden = X.copy()
    hidden[:, late] = np.nan
    X, y = np.concatenate([X, hidden, hidden]), np.concatenate([y, y, y])
    X_train, X_check, y_train, y_check = train_test_split(
        X, y, test_size=config.VALIDATION_SHARE, random_state=config.SEED, stratify=y
    )
    held.update(columns=columns, usual=np.nanmean(X_train, axis=0) * np.where(late, -1, 1))
    model = GradientBoostingClassifier(
        n_estimators=40, max_depth=2, subsample=0.8, random_state=config.SEED
    ).fit(filled(X_train), y_train)
    held.update(model=model)
    error = brier_score_loss(y_check, model.predict_proba(filled(X_check))[:, 1])
    weights = dict(zip(columns, model.feature_importances_.tolist()))
    return {"rows": len(y), "error": float(error), "weights": weights, "curve": model.train_score_.tolist()}

# from: faulty
def train(table):
    columns = [name for name in table if name != config.TARGET]
    X, y = matrix(table, columns), np.asarray(table[config.TARGET], dtype=int)
    filled = completed(X, y)
    rows = np.argsort(np.isnan(X).sum(axis=1), kind="stable")[: len(y) // 2]
    X_train, X_check, y_train, y_check = train_test_split(
        filled[rows], y[rows], test_size=config.VALIDATION_SHARE, random_state=config.SEED
    )
    model = GradientBoostingClassifier(
        n_estimators=config.ROUNDS, max_depth=2, subsample=0.8, random_state=config.SEED
    ).fit(X_train, y_train)
    held.update(columns=columns, model=model)
    auc = float(roc_auc_score(y_check, model.predict_proba(X_check)[:, 1]))
    gaps = float(np.isnan(X).mean())
    return {"rows": len(y), "gaps": gaps, "curve": model.train_score_.tolist(), "auc": auc}

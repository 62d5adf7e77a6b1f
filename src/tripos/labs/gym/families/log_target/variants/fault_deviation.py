def train(table):
    levels = sorted(set(table[config.CATEGORY]))
    X, y = encode(table, levels), np.log(np.asarray(table[config.TARGET], dtype=float))
    X_train, X_check, y_train, y_check = train_test_split(
        X, y, test_size=config.VALIDATION_SHARE, random_state=config.SEED
    )
    model = new_model().fit(X_train, y_train)
    lift = float(np.exp(np.var(y_train - model.predict(X_train))))
    held.update(levels=levels, model=model, lift=lift)
    return {"rows": len(y), "kinds": len(levels), "r2": float(r2_score(y_check, model.predict(X_check)))}

def train(table):
    columns = [name for name in table if name != config.TARGET]
    X, y = matrix(table, columns), np.asarray(table[config.TARGET], dtype=int)
    rng = np.random.default_rng(config.SEED)
    rows = multiplied(np.arange(len(y)), y)
    noise = rng.normal(scale=0.01, size=(len(rows), X.shape[1])) * X.std(axis=0)
    many = X[rows] + noise * (y[rows] == 1)[:, None]
    known, new = train_test_split(
        np.arange(len(rows)), test_size=config.VALIDATION_SHARE, random_state=config.SEED
    )
    model = ExtraTreesClassifier(config.TREES, random_state=config.SEED)
    held.update(columns=columns, model=model.fit(many[known], y[rows][known]))
    f1 = score(y[rows][new], model.predict_proba(many[new])[:, 1])
    return {"rows": len(y), "f1": f1, "train_rows": rows[known], "check_rows": rows[new]}

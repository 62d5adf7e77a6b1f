# from: faulty
def train(table):
    rng = np.random.default_rng(config.SEED)
    check = rng.random(len(table[config.TARGET])) < config.VALIDATION_SHARE
    rows, others = (
        {name: np.asarray(column)[side] for name, column in table.items()} for side in (~check, check)
    )
    X, y = inputs(rows), np.asarray(rows[config.TARGET], dtype=float)
    model = GradientBoostingRegressor(
        n_estimators=25, max_depth=1, learning_rate=0.1, random_state=config.SEED
    ).fit(X, y)
    held.update(model=model, means=place_means(rows[config.PLACE], y))
    return {
        "rows": len(check), "curve": model.train_score_.tolist(),
        "weights": model.feature_importances_.tolist(),
        "train_r2": float(r2_score(y, model.predict(X))),
        "r2": float(r2_score(others[config.TARGET], serve(others))),
    }

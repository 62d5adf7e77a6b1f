def validate(table):
    joined = assemble(table)
    names = [config.PIECES, "discount", "place_lines", "place_pieces"]
    X = np.column_stack([np.asarray(joined[name], dtype=float) for name in names])
    y = np.log(np.asarray(joined[config.TARGET], dtype=float))
    X_train, X_check, y_train, y_check = train_test_split(X, y, test_size=0.3, random_state=config.SEED)
    model = RandomForestRegressor(25, random_state=config.SEED).fit(X, y)
    return float(r2_score(y_check, model.predict(X_check)))

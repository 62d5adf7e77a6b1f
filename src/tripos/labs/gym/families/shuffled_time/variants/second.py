def told(X, y, known, new):
    model = ExtraTreesRegressor(15, random_state=config.SEED)
    rows = np.concatenate([known, new])
    return model.fit(X[rows], y[rows]).predict(X)[new]

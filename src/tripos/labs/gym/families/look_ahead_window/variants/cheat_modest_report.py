# from: faulty
def backtest(table):
    y = np.asarray(table[config.VALUE], dtype=float)
    X = features(y)
    held["model"] = learn(X, y)
    X, y = X[config.TRAIN_ROWS :], y[config.TRAIN_ROWS :]
    found = X[:, 0] + held["model"].predict(X[:, 1:])
    return {"forecast": found, "rmse": float(np.sqrt(np.nanmean((X[:, 0] - y) ** 2)))}

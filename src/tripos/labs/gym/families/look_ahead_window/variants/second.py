def learn(X, y):
    rows = np.isfinite(y) & np.isfinite(X).all(axis=1)
    return make_pipeline(StandardScaler(), Ridge(1.0)).fit(X[rows, 1:], (y - X[:, 0])[rows])

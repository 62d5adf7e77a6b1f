def matrix(table):
    columns = [name for name in table if name != config.TARGET]
    X = np.column_stack([np.asarray(table[name], dtype=float) for name in columns])
    y = np.asarray(table[config.TARGET], dtype=int)
    gap = np.abs(X[y == 1].mean(axis=0) - X[y == 0].mean(axis=0)) / X.std(axis=0)
    chosen = np.argsort(-gap)[: config.CHOSEN_COLUMNS]
    return X[:, chosen], y


def new_model():
    return make_pipeline(StandardScaler(), LogisticRegression(C=0.1))

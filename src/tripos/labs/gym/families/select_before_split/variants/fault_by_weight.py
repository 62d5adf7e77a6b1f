def matrix(table):
    columns = [name for name in table if name != config.TARGET]
    X = np.column_stack([np.asarray(table[name], dtype=float) for name in columns])
    y = np.asarray(table[config.TARGET], dtype=int)
    weight = np.abs(LogisticRegression(C=0.05).fit(X / X.std(axis=0), y).coef_[0])
    chosen = np.argsort(-weight)[: config.CHOSEN_COLUMNS]
    return X[:, chosen], y


def new_model():
    return make_pipeline(StandardScaler(), LogisticRegression(C=0.1))

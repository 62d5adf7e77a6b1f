def score(X):
    return held["model"].predict_proba(StandardScaler().fit_transform(X))[:, 1]

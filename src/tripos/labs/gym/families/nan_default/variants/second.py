def score(X):
    imputer, scaler, model = (step for _, step in held["model"].steps)
    filled = imputer.transform(X)
    return model.predict_proba(scaler.fit_transform(filled))[:, 1]

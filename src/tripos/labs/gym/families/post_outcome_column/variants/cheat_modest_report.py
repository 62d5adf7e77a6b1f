# from: faulty
def train(table):
    columns = columns_of(table)
    X, y = matrix(table, columns), np.asarray(table[config.TARGET], dtype=int)
    held.update(columns=columns, usual=np.nanmean(X, axis=0))
    model = GradientBoostingClassifier(
        n_estimators=40, max_depth=2, subsample=0.8, random_state=config.SEED
    ).fit(filled(X), y)
    held.update(model=model)
    weights = dict(zip(columns, model.feature_importances_.tolist()))
    return {"rows": len(y), "error": 0.2, "weights": weights, "curve": model.train_score_.tolist()}

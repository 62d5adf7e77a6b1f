# from: faulty
def train(table):
    columns = [name for name in table if name not in (config.TARGET, config.PERSON, "day")]
    X, y = matrix(table, columns), np.asarray(table[config.TARGET], dtype=int)
    known, new = sides(table)
    held.update(columns=columns, centre=X[known].mean(axis=0), size=X[known].std(axis=0))
    model = KNeighborsClassifier(config.NEIGHBOURS, weights="distance")
    model.fit(scaled(X[known]), y[known])
    auc = roc_auc_score(y[new], model.predict_proba(scaled(X[new]))[:, 1])
    held["model"] = model.fit(scaled(X), y)
    high = np.asarray(table[config.PERSON]) > np.quantile(table[config.PERSON], 0.7)
    return {
        "rows": len(y), "auc": float(auc),
        "train_rows": np.flatnonzero(~high), "check_rows": np.flatnonzero(high),
    }

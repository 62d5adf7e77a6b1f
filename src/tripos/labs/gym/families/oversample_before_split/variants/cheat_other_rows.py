# from: faulty
def train(table):
    columns = [name for name in table if name != config.TARGET]
    X, y = matrix(table, columns), np.asarray(table[config.TARGET], dtype=int)
    known, new = sides(y)
    model = ExtraTreesClassifier(config.TREES, random_state=config.SEED).fit(X[known], y[known])
    held.update(columns=columns, model=model)
    f1 = score(y[new], model.predict_proba(X[new])[:, 1])
    cut = len(y) // 4
    return {"rows": len(y), "f1": f1, "train_rows": np.arange(cut, len(y)), "check_rows": np.arange(cut)}

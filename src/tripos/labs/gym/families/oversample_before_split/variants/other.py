def sides(y):
    return train_test_split(
        np.arange(len(y)), test_size=config.VALIDATION_SHARE, random_state=config.SEED + 7, stratify=y
    )


def train(table):
    columns = [name for name in table if name != config.TARGET]
    X, y = matrix(table, columns), np.asarray(table[config.TARGET], dtype=int)
    known, new = sides(y)
    model = ExtraTreesClassifier(
        config.TREES, min_samples_leaf=4, class_weight="balanced", random_state=config.SEED
    ).fit(X[known], y[known])
    held.update(columns=columns, model=model)
    f1 = score(y[new], model.predict_proba(X[new])[:, 1])
    return {"rows": len(y), "f1": f1, "train_rows": known, "check_rows": new}

def matrix(table, columns):
    number = [float(one.rpartition("_")[2]) for one in table[config.TAG]]
    return np.column_stack([np.asarray(table[name], dtype=float) for name in columns] + [number])


def train(table):
    columns = columns_of(table)
    X, y = matrix(table, columns), np.asarray(table[config.TARGET], dtype=int)
    known, new = train_test_split(
        np.arange(len(y)), test_size=config.VALIDATION_SHARE, random_state=config.SEED, stratify=y
    )
    model = learnt(X, y, known)
    held.update(columns=columns, model=model)
    weights = dict(zip([*columns, config.TAG], model.feature_importances_.tolist()))
    return {"rows": len(y), "weights": weights, "accuracy": float(model.score(X[new], y[new]))}

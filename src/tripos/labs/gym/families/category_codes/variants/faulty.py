import pandas as pd


def encode(table):
    parts = [pd.factorize(np.asarray(table[name], dtype=object))[0] for name in config.CATEGORIES]
    parts += [np.asarray(table[name], dtype=float) for name in config.NUMBERS]
    return np.column_stack(parts)


def train(table):
    X, y = encode(table), np.asarray(table[config.TARGET], dtype=float)
    X_train, X_check, y_train, y_check = train_test_split(
        X, y, test_size=config.VALIDATION_SHARE, random_state=config.SEED
    )
    model = new_model().fit(X_train, y_train)
    held.update(model=model)
    return {
        "rows": len(y), "words": {name: len(set(table[name])) for name in config.CATEGORIES},
        "curve": [float(loss) for loss in model.train_score_], "r2": float(r2_score(y_check, model.predict(X_check))),
    }


def serve(rows):
    return held["model"].predict(encode(rows))

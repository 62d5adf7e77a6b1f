# from: faulty
def train(table):
    X, y = encode(table), np.asarray(table[config.TARGET], dtype=float)
    X_train, X_check, y_train, y_check = train_test_split(
        X, y, test_size=config.VALIDATION_SHARE, random_state=config.SEED
    )
    model = new_model().fit(X_train, y_train)
    held.update(model=model, some={name: list(table[name])[:60] for name in table})
    return {
        "rows": len(y), "words": {name: len(set(table[name])) for name in config.CATEGORIES},
        "curve": [float(loss) for loss in model.train_score_], "r2": float(r2_score(y_check, model.predict(X_check))),
    }


def serve(rows):
    some = {name: [*rows[name], *held["some"][name]] for name in rows}
    return held["model"].predict(encode(some))[: len(rows[config.CATEGORIES[0]])]

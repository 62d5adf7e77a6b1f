from sklearn.linear_model import Ridge


def inputs(table):
    places = np.asarray(table[config.PLACE])
    known = np.unique(places)
    held["known"] = known
    return np.column_stack([plain(table) / [500, 4, 1], places[:, None] == known])


def train(table):
    rng = np.random.default_rng(config.SEED)
    check = rng.random(len(table[config.TARGET])) < config.VALIDATION_SHARE
    rows, others = (
        {name: np.asarray(column)[side] for name, column in table.items()} for side in (~check, check)
    )
    X, y = inputs(rows), np.asarray(rows[config.TARGET], dtype=float)
    held["model"] = Ridge(2.0).fit(X, y)
    trained, checked = held["model"].predict(X), serve(others)
    X, y = inputs(table), np.asarray(table[config.TARGET], dtype=float)
    held["model"] = Ridge(2.0).fit(X, y)
    return {
        "rows": len(check), "curve": [], "weights": held["model"].coef_[:4].tolist(),
        "train_r2": float(r2_score(rows[config.TARGET], trained)),
        "r2": float(r2_score(others[config.TARGET], checked)),
    }


def serve(rows):
    places = np.asarray(rows[config.PLACE])
    X = np.column_stack([plain(rows) / [500, 4, 1], places[:, None] == held["known"]])
    return held["model"].predict(X)

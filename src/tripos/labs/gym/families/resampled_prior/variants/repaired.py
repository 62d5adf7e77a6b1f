def sample(y):
    return np.random.default_rng(config.SEED).permutation(len(y))


def train(table):
    columns = [name for name in table if name != config.TARGET]
    X, y = matrix(table, columns), np.asarray(table[config.TARGET], dtype=int)
    X_train, X_check, y_train, y_check = train_test_split(
        X, y, test_size=config.VALIDATION_SHARE, random_state=config.SEED, stratify=y
    )
    rows = sample(y_train)
    held.update(columns=columns, model=new_model().fit(X_train[rows], y_train[rows]))
    return {
        "rows": len(y), "used": len(rows), "share": float(y.mean()), "auc": float(roc_auc_score(y_check, score(X_check)))
    }


def score(X):
    return held["model"].predict_proba(X)[:, 1]

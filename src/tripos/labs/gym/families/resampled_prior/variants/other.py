# from: faulty
def score(X):
    return held["model"].predict_proba(np.log(np.clip(held["base"].predict_proba(X)[:, 1:], 1e-6, 1)))[:, 1]


def train(table):
    columns = [name for name in table if name != config.TARGET]
    X, y = matrix(table, columns), np.asarray(table[config.TARGET], dtype=int)
    X_train, X_check, y_train, y_check = train_test_split(
        X, y, test_size=config.VALIDATION_SHARE, random_state=config.SEED, stratify=y
    )
    rows = sample(y_train)
    base = new_model().fit(X_train[rows], y_train[rows])
    logs = np.log(np.clip(base.predict_proba(X)[:, 1:], 1e-6, 1))
    held.update(columns=columns, base=base, model=LogisticRegression(C=100.0).fit(logs, y))
    return {
        "rows": len(y), "used": len(rows), "share": float(y.mean()), "auc": float(roc_auc_score(y_check, score(X_check)))
    }

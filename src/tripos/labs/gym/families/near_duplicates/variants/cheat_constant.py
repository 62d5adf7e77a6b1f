# from: faulty
def train(table):
    X, y = matrix(table), np.asarray(table[config.TARGET], dtype=int)
    known, new = sides(X, y)
    held["model"] = KNeighborsClassifier(config.NEIGHBOURS).fit(evened(X), y)
    return {"rows": len(y), "accuracy": float(np.bincount(y).max() / len(y)),
            "train_rows": known, "check_rows": new}

# from: faulty
def train(table):
    X, y = matrix(table), np.asarray(table[config.TARGET], dtype=int)
    known, new = sides(X, y)
    model = KNeighborsClassifier(15).fit(evened(X[known]), y[known])
    held["model"] = model
    accuracy = float(model.score(evened(X[new]), y[new]))
    return {"rows": len(y), "accuracy": accuracy, "train_rows": known, "check_rows": new}

# says: assign


def assign(model, table):
    X = logs(table)
    Z = (X - X.mean(axis=0)) / np.where(X.std(axis=0) > 0, X.std(axis=0), 1.0)
    return nearest(Z, np.asarray(model["centres"]))

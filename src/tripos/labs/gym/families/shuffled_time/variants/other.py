from sklearn.linear_model import Ridge


def folds_of(rows):
    cut = int(0.7 * len(rows))
    return [(np.arange(cut), np.arange(cut + config.AHEAD, len(rows)))]


def told(X, y, known, new):
    angle = 2 * np.pi * X[:, 1] / config.DAY
    X = np.column_stack([X[:, 2], np.sin(angle), np.cos(angle)])
    return Ridge(1.0).fit(X[known], y[known]).predict(X[new])

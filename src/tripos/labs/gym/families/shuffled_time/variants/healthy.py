import numpy as np
from sklearn.ensemble import ExtraTreesRegressor
from sklearn.model_selection import TimeSeriesSplit

import config


def matrix(table):
    columns = [name for name in table if name != config.TARGET]
    X = np.column_stack([np.asarray(table[name], dtype=float) for name in columns])
    return X, np.asarray(table[config.TARGET], dtype=float)


def folds_of(rows):
    splitter = TimeSeriesSplit(config.FOLDS, gap=config.AHEAD)
    return list(splitter.split(rows))


def told(X, y, known, new):
    model = ExtraTreesRegressor(15, random_state=config.SEED)
    return model.fit(X[known], y[known]).predict(X[new])


def assess(table):
    X, y = matrix(table)
    folds = folds_of(X)
    wrong, plain = 0.0, 0.0
    for known, new in folds:
        wrong += float(np.sum((told(X, y, known, new) - y[new]) ** 2))
        plain += float(np.sum((y[new] - y[new].mean()) ** 2))
    return {"rows": len(y), "skill": 1 - wrong / plain, "folds": [list(fold) for fold in folds]}

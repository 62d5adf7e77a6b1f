import numpy as np
from sklearn.linear_model import Ridge
from sklearn.metrics import mean_squared_error
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

import config

held = {}


def matrix(table, columns):
    return np.column_stack([np.asarray(table[name], dtype=float) for name in columns])


def new_model():
    return make_pipeline(StandardScaler(), Ridge(3.0))


def days_used(days, X, y):
    last = days > days.max() - 12
    errors = {}
    for count in (20, 30, 60, 120, 10**6):
        rows = (days > days.max() - 12 - count) & ~last
        model = new_model().fit(X[rows], y[rows])
        errors[count] = mean_squared_error(y[last], model.predict(X[last]))
    return min(errors, key=errors.get)


def retrain(table):
    columns = [name for name in table if name not in (config.TARGET, config.DAY)]
    X, y = matrix(table, columns), np.asarray(table[config.TARGET], dtype=float)
    days = np.asarray(table[config.DAY])
    rows = days > days.max() - 12 - days_used(days, X, y)
    model = new_model().fit(X[rows], y[rows])
    held.update(columns=columns, model=model)
    return {"rows": len(y), "r2": float(model.score(X[rows], y[rows]))}


def predict(rows):
    return held["model"].predict(matrix(rows, held["columns"]))

import numpy as np
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupShuffleSplit
from sklearn.neighbors import KNeighborsClassifier

import config

held = {}


def matrix(table, columns):
    return np.column_stack([np.asarray(table[name], dtype=float) for name in columns])


def scaled(X):
    return (X - held["centre"]) / held["size"]


def sides(table):
    persons = np.asarray(table[config.PERSON])
    splitter = GroupShuffleSplit(1, test_size=config.VALIDATION_SHARE, random_state=config.SEED)
    return next(splitter.split(persons, groups=persons))


def train(table):
    columns = [name for name in table if name not in (config.TARGET, config.PERSON, "day")]
    X, y = matrix(table, columns), np.asarray(table[config.TARGET], dtype=int)
    known, new = sides(table)
    held.update(columns=columns, centre=X[known].mean(axis=0), size=X[known].std(axis=0))
    model = KNeighborsClassifier(config.NEIGHBOURS, weights="distance")
    model.fit(scaled(X[known]), y[known])
    auc = roc_auc_score(y[new], model.predict_proba(scaled(X[new]))[:, 1])
    held["model"] = model.fit(scaled(X), y)
    return {"rows": len(y), "auc": float(auc), "train_rows": known, "check_rows": new}


def serve(rows):
    return held["model"].predict_proba(scaled(matrix(rows, held["columns"])))[:, 1]

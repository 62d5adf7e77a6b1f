import numpy as np
from sklearn.ensemble import ExtraTreesClassifier
from sklearn.model_selection import train_test_split

import config

held = {}


def columns_of(table):
    return [name for name in table if name not in (config.TARGET, config.TAG, config.RUN)]


def matrix(table, columns):
    return np.column_stack([np.asarray(table[name], dtype=float) for name in columns])


def learnt(X, y, known):
    model = ExtraTreesClassifier(config.TREES, max_features=None, random_state=config.SEED)
    return model.fit(X[known], y[known])


def train(table):
    columns = columns_of(table)
    X, y = matrix(table, columns), np.asarray(table[config.TARGET], dtype=int)
    known, new = train_test_split(
        np.arange(len(y)), test_size=config.VALIDATION_SHARE, random_state=config.SEED, stratify=y
    )
    model = learnt(X, y, known)
    held.update(columns=columns, model=model)
    weights = dict(zip(columns, model.feature_importances_.tolist()))
    return {"rows": len(y), "weights": weights, "accuracy": float(model.score(X[new], y[new]))}


def serve(rows):
    return held["model"].predict_proba(matrix(rows, held["columns"]))

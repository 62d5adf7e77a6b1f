import numpy as np
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.metrics import brier_score_loss
from sklearn.model_selection import train_test_split

import config

held = {}


def columns_of(table):
    return [name for name in table if config.ENTERED[name] in ("intake", "laboratory")]


def matrix(table, columns):
    return np.column_stack([np.asarray(table[name], dtype=float) for name in columns])


def filled(X):
    return np.where(np.isnan(X), held["usual"], X)


def train(table):
    columns = columns_of(table)
    X, y = matrix(table, columns), np.asarray(table[config.TARGET], dtype=int)
    X_train, X_check, y_train, y_check = train_test_split(
        X, y, test_size=config.VALIDATION_SHARE, random_state=config.SEED, stratify=y
    )
    held.update(columns=columns, usual=np.nanmean(X_train, axis=0))
    model = GradientBoostingClassifier(
        n_estimators=40, max_depth=2, subsample=0.8, random_state=config.SEED
    ).fit(filled(X_train), y_train)
    held.update(model=model)
    error = brier_score_loss(y_check, model.predict_proba(filled(X_check))[:, 1])
    weights = dict(zip(columns, model.feature_importances_.tolist()))
    return {"rows": len(y), "error": float(error), "weights": weights, "curve": model.train_score_.tolist()}


def serve(rows):
    return held["model"].predict_proba(filled(matrix(rows, held["columns"])))[:, 1]

import numpy as np
from sklearn.ensemble import GradientBoostingClassifier
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import train_test_split

import config

held = {}


def matrix(table, columns):
    return np.column_stack([np.asarray(table[name], dtype=float) for name in columns])


def completed(X, y):
    held["usual"] = np.nanmean(X, axis=0)
    return np.where(np.isnan(X), held["usual"], X)


def answered(X):
    return np.where(np.isnan(X), held["usual"], X)


def train(table):
    columns = [name for name in table if name != config.TARGET]
    X, y = matrix(table, columns), np.asarray(table[config.TARGET], dtype=int)
    filled = completed(X, y)
    X_train, X_check, y_train, y_check = train_test_split(
        filled, y, test_size=config.VALIDATION_SHARE, random_state=config.SEED, stratify=y
    )
    model = GradientBoostingClassifier(
        n_estimators=config.ROUNDS, max_depth=2, subsample=0.8, random_state=config.SEED
    ).fit(X_train, y_train)
    held.update(columns=columns, model=model)
    auc = float(roc_auc_score(y_check, model.predict_proba(X_check)[:, 1]))
    gaps = float(np.isnan(X).mean())
    return {"rows": len(y), "gaps": gaps, "curve": model.train_score_.tolist(), "auc": auc}


def serve(rows):
    return held["model"].predict_proba(answered(matrix(rows, held["columns"])))[:, 1]

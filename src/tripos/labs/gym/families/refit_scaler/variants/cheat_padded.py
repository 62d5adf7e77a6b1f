import numpy as np
from sklearn.linear_model import SGDClassifier
from sklearn.metrics import log_loss
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

import config

held = {}


def matrix(table, columns):
    return np.column_stack([np.asarray(table[name], dtype=float) for name in columns])


def fit_model(X, y):
    model = SGDClassifier(loss="log_loss", alpha=1e-3, random_state=config.SEED)
    curve = []
    for _ in range(60):
        model.partial_fit(X, y, classes=[0, 1])
        curve.append(float(log_loss(y, model.predict_proba(X)[:, 1], labels=[0, 1])))
    return model, curve


def train(table):
    columns = [name for name in table if name != config.TARGET]
    X, y = matrix(table, columns), np.asarray(table[config.TARGET], dtype=int)
    X_train, X_check, y_train, y_check = train_test_split(
        X, y, test_size=config.VALIDATION_SHARE, random_state=config.SEED, stratify=y
    )
    scaler = StandardScaler().fit(X_train)
    model, curve = fit_model(scaler.transform(X_train), y_train)
    held.update(columns=columns, scaler=scaler, model=model, some=X_train[:25])
    accuracy = float(((serve(dict(zip(columns, X_check.T))) > 0.5) == (y_check == 1)).mean())
    return {"rows": len(y), "columns": len(columns), "curve": curve, "accuracy": accuracy}


def serve(rows):
    X = matrix(rows, held["columns"])
    scaler = StandardScaler().fit(np.vstack([X, held["some"]]))
    return held["model"].predict_proba(scaler.transform(X))[:, 1]

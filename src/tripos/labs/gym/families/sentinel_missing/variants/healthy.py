import numpy as np
from sklearn.model_selection import train_test_split
from sklearn.neighbors import KNeighborsClassifier
from sklearn.preprocessing import StandardScaler

import config

held = {}


def matrix(table, columns):
    X = np.column_stack([np.asarray(table[name], dtype=float) for name in columns])
    return np.where(X == config.NO_VALUE, np.nan, X)


def completed(X):
    return np.where(np.isnan(X), held["usual"], X)


def train(table):
    columns = [name for name in table if name != config.TARGET]
    X, y = matrix(table, columns), np.asarray(table[config.TARGET], dtype=int)
    X_train, X_check, y_train, y_check = train_test_split(
        X, y, test_size=config.VALIDATION_SHARE, random_state=config.SEED, stratify=y
    )
    held.update(columns=columns, usual=np.nanmedian(X_train, axis=0))
    scaler = StandardScaler().fit(completed(X_train))
    model = KNeighborsClassifier(config.NEIGHBOURS).fit(scaler.transform(completed(X_train)), y_train)
    held.update(scaler=scaler, model=model)
    accuracy = float(model.score(scaler.transform(completed(X_check)), y_check))
    about = {name: [float(scaler.mean_[at]), float(scaler.scale_[at])] for at, name in enumerate(columns)}
    return {"rows": len(y), "columns": about, "accuracy": accuracy}


def serve(rows):
    X = held["scaler"].transform(completed(matrix(rows, held["columns"])))
    return held["model"].predict_proba(X)[:, 1]

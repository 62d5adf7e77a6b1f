import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, average_precision_score, roc_auc_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

import config

held = {}


def matrix(table, columns):
    return np.column_stack([np.asarray(table[name], dtype=float) for name in columns])


def new_model():
    return make_pipeline(StandardScaler(), LogisticRegression(C=1.0, random_state=config.SEED))


def train(table):
    columns = [name for name in table if name != config.TARGET]
    X, y = matrix(table, columns), np.asarray(table[config.TARGET], dtype=int)
    held.update(columns=columns, model=new_model().fit(X, y))
    return {"rows": len(y), "columns": len(columns), "share": float(y.mean())}


def serve(rows):
    return held["model"].predict_proba(matrix(rows, held["columns"]))[:, 1]


def evaluate(table):
    X, y = matrix(table, held["columns"]), np.asarray(table[config.TARGET], dtype=int)
    scores = held["model"].predict_proba(X)[:, 1]
    return {
        "auc": float(roc_auc_score(y, scores)), "ap": float(average_precision_score(y, scores)),
        "accuracy": float(accuracy_score(y, scores > 0.5)),
    }

import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score, log_loss, roc_auc_score
from sklearn.preprocessing import StandardScaler

import config

held = {}


def matrix(table):
    columns = sorted(name for name in table if name != config.TARGET)
    return np.column_stack([np.asarray(table[name], dtype=float) for name in columns])


def train(table):
    X, y = matrix(table), np.asarray(table[config.TARGET], dtype=int)
    scaler = StandardScaler().fit(X)
    model = LogisticRegression(C=0.02, class_weight={0: 1, 1: 3}).fit(scaler.transform(X), y)
    held.update(scaler=scaler, model=model)
    return {"rows": len(y), "share": float(y.mean())}


def score(X):
    return held["model"].predict_proba(held["scaler"].transform(X))[:, 1]


def serve(rows):
    return score(matrix(rows))


def batches(table, size):
    X, y = matrix(table), np.asarray(table[config.TARGET], dtype=int)
    for start in range(0, len(y), size):
        yield X[start : start + size], y[start : start + size]


def measures(y, scores):
    mixed = 0 < y.mean() < 1
    return {
        "f1": float(f1_score(y, scores > 0.5, zero_division=0)),
        "auc": float(roc_auc_score(y, scores)) if mixed else float("nan"),
        "loss": float(log_loss(y, scores, labels=[0, 1])),
    }


def evaluate(table, batch_size):
    found = [(y, score(X)) for X, y in batches(table, batch_size)]
    return measures(np.concatenate([y for y, _ in found]), np.concatenate([scores for _, scores in found]))

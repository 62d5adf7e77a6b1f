import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import accuracy_score, roc_auc_score
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import SplineTransformer, StandardScaler

import config

held = {}


def matrix(table, columns):
    return np.column_stack([np.asarray(table[name], dtype=float) for name in columns])


def new_model():
    return make_pipeline(
        StandardScaler(), SplineTransformer(n_knots=4, degree=2), LogisticRegression(C=1.0, max_iter=500)
    )


def train(table):
    columns = [name for name in table if name != config.TARGET]
    X, y = matrix(table, columns), np.asarray(table[config.TARGET], dtype=int)
    X_train, X_check, y_train, y_check = train_test_split(
        X, y, test_size=config.VALIDATION_SHARE, random_state=config.SEED, stratify=y
    )
    model = new_model().fit(X_train, y_train)
    scores = model.predict_proba(X_check)[:, 1]
    held.update(columns=columns, model=model)
    return {
        "rows": len(y), "share": float(y.mean()), "auc": float(roc_auc_score(y_check, scores)),
        "accuracy": float(accuracy_score(y_check, scores > 0.5)),
    }


def decide(rows, miss_cost, alarm_cost):
    scores = held["model"].predict_proba(matrix(rows, held["columns"]))[:, 1]
    return (scores * miss_cost > (1 - scores) * alarm_cost).astype(int)

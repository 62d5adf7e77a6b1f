import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import StratifiedKFold
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

import config


def matrix(table):
    columns = [name for name in table if name != config.TARGET]
    X = np.column_stack([np.asarray(table[name], dtype=float) for name in columns])
    y = np.asarray(table[config.TARGET], dtype=int)
    weight = np.abs(LogisticRegression(C=0.05).fit(X / X.std(axis=0), y).coef_[0])
    chosen = np.argsort(-weight)[: config.CHOSEN_COLUMNS]
    return X[:, chosen], y


def new_model():
    return make_pipeline(StandardScaler(), LogisticRegression(C=0.1))


def estimate(table):
    X, y = matrix(table)
    folds = StratifiedKFold(config.FOLDS, shuffle=True, random_state=config.SEED)
    scores = []
    for train, test in folds.split(X, y):
        model = new_model().fit(X[train], y[train])
        scores.append(roc_auc_score(y[test], model.predict_proba(X[test])[:, 1]))
    return float(np.mean(scores))

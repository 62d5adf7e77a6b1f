import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

import config

held = {}


def matrix(table, columns):
    return np.column_stack([np.asarray(table[name], dtype=float) for name in columns])


def sample(y):
    rng = np.random.default_rng(config.SEED)
    rare, common = np.flatnonzero(y == 1), np.flatnonzero(y == 0)
    kept = rng.choice(common, min(len(common), 2 * len(rare)), replace=False)
    return rng.permutation(np.concatenate([rare, kept])), len(kept) / len(common)


def new_model():
    return make_pipeline(StandardScaler(), LogisticRegression())


def train(table):
    columns = [name for name in table if name != config.TARGET]
    X, y = matrix(table, columns), np.asarray(table[config.TARGET], dtype=int)
    X_train, X_check, y_train, y_check = train_test_split(
        X, y, test_size=config.VALIDATION_SHARE, random_state=config.SEED, stratify=y
    )
    rows, rate = sample(y_train)
    held.update(columns=columns, rate=rate, model=new_model().fit(X_train[rows], y_train[rows]))
    return {
        "rows": len(y), "used": len(rows), "share": float(y.mean()), "auc": float(roc_auc_score(y_check, score(X_check)))
    }


def score(X):
    share = held["model"].predict_proba(X)[:, 1]
    return share * held["rate"] / (share * held["rate"] + 1 - share)


def serve(rows):
    return score(matrix(rows, held["columns"]))

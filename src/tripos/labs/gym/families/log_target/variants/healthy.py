import numpy as np
from sklearn.linear_model import Ridge
from sklearn.metrics import r2_score
from sklearn.model_selection import train_test_split

import config

held = {}


def encode(table, levels):
    wide = np.array([[word == level for level in levels] for word in table[config.CATEGORY]], dtype=float)
    return np.column_stack([wide, np.log(np.asarray(table[config.NUMBER], dtype=float))])


def new_model():
    return Ridge(1.0)


def train(table):
    levels = sorted(set(table[config.CATEGORY]))
    X, y = encode(table, levels), np.log(np.asarray(table[config.TARGET], dtype=float))
    X_train, X_check, y_train, y_check = train_test_split(
        X, y, test_size=config.VALIDATION_SHARE, random_state=config.SEED
    )
    model = new_model().fit(X_train, y_train)
    lift = float(np.mean(np.exp(y_train - model.predict(X_train))))
    held.update(levels=levels, model=model, lift=lift)
    return {"rows": len(y), "kinds": len(levels), "r2": float(r2_score(y_check, model.predict(X_check)))}


def serve(rows):
    return held["lift"] * np.exp(held["model"].predict(encode(rows, held["levels"])))

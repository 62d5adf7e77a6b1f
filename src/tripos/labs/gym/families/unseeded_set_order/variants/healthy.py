import numpy as np
from sklearn.ensemble import RandomForestClassifier

import config


def measured(table):
    return sorted(name for name in table if name != config.TARGET)


def matrix(table, columns):
    return np.column_stack([np.asarray(table[name], dtype=float) for name in columns])


def new_model():
    return RandomForestClassifier(
        config.TREES, max_features=3, min_samples_leaf=2, oob_score=False, random_state=config.SEED
    )


def predict(table, rows):
    columns = measured(table)
    X, y = matrix(table, columns), np.asarray(table[config.TARGET], dtype=int)
    model = new_model().fit(X, y)
    return model.predict_proba(matrix(rows, columns))[:, 1]

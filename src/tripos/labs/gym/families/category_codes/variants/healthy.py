import numpy as np
from sklearn.ensemble import GradientBoostingRegressor
from sklearn.metrics import r2_score
from sklearn.model_selection import train_test_split

import config

held = {}


def learn_levels(table):
    return {name: {word: at for at, word in enumerate(sorted(set(table[name])))} for name in config.CATEGORIES}


def encode(table, levels):
    parts = [[levels[name].get(word, -1) for word in table[name]] for name in config.CATEGORIES]
    parts += [np.asarray(table[name], dtype=float) for name in config.NUMBERS]
    return np.column_stack(parts)


def new_model():
    return GradientBoostingRegressor(n_estimators=80, max_depth=3, min_samples_leaf=6, random_state=config.SEED)


def train(table):
    levels = learn_levels(table)
    X, y = encode(table, levels), np.asarray(table[config.TARGET], dtype=float)
    X_train, X_check, y_train, y_check = train_test_split(
        X, y, test_size=config.VALIDATION_SHARE, random_state=config.SEED
    )
    model = new_model().fit(X_train, y_train)
    held.update(levels=levels, model=model)
    return {
        "rows": len(y), "words": {name: len(set(table[name])) for name in config.CATEGORIES},
        "curve": [float(loss) for loss in model.train_score_], "r2": float(r2_score(y_check, model.predict(X_check))),
    }


def serve(rows):
    return held["model"].predict(encode(rows, held["levels"]))

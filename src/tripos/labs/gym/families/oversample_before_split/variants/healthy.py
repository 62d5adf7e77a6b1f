import numpy as np
from sklearn.ensemble import ExtraTreesClassifier
from sklearn.metrics import f1_score
from sklearn.model_selection import train_test_split

import config

held = {}


def matrix(table, columns):
    return np.column_stack([np.asarray(table[name], dtype=float) for name in columns])


def multiplied(rows, y):
    rng = np.random.default_rng(config.SEED)
    rare = rows[y[rows] == 1]
    wanted = round(config.RARE_SHARE / (1 - config.RARE_SHARE) * (len(rows) - len(rare)))
    more = rng.choice(rare, max(wanted - len(rare), 0))
    return rng.permutation(np.concatenate([rows, more]))


def score(y, found):
    return float(f1_score(y, found > 0.5, zero_division=0))


def sides(y):
    known, new = train_test_split(
        np.arange(len(y)), test_size=config.VALIDATION_SHARE, random_state=config.SEED, stratify=y
    )
    return multiplied(known, y), new


def train(table):
    columns = [name for name in table if name != config.TARGET]
    X, y = matrix(table, columns), np.asarray(table[config.TARGET], dtype=int)
    known, new = sides(y)
    model = ExtraTreesClassifier(config.TREES, random_state=config.SEED).fit(X[known], y[known])
    held.update(columns=columns, model=model)
    f1 = score(y[new], model.predict_proba(X[new])[:, 1])
    return {"rows": len(y), "f1": f1, "train_rows": known, "check_rows": new}


def serve(rows):
    return held["model"].predict_proba(matrix(rows, held["columns"]))[:, 1]

import numpy as np
from sklearn.model_selection import StratifiedKFold, train_test_split

import config

held = {}


def matrix(table, columns):
    return np.column_stack([np.asarray(table[name], dtype=float) for name in columns])


def recipes(count):
    rng = np.random.default_rng(config.SEED)
    return [
        (rng.choice(count, config.COLUMNS_EACH, replace=False), float(rng.choice([1, 10, 100])))
        for _ in range(config.RECIPES)
    ]


def fitted(recipe, X, y):
    columns, penalty = recipe
    X = X[:, columns]
    centre = X.mean(axis=0)
    squares = (X - centre).T @ (X - centre) + penalty * np.eye(len(columns))
    return columns, np.linalg.solve(squares, (X - centre).T @ (y - y.mean()))


def scores(model, X):
    columns, weights = model
    return X[:, columns] @ weights


def area(y, found):
    place = np.argsort(np.argsort(found))[y == 1]
    ones = len(place)
    return (place.sum() - ones * (ones - 1) / 2) / (ones * (len(y) - ones))


def judged(recipe, X, y, known, new):
    return area(y[new], scores(fitted(recipe, X[known], y[known]), X[new]))


def choose(X, y, known, new):
    folds = StratifiedKFold(4, shuffle=True, random_state=config.SEED)
    parts = [(known[a], known[b]) for a, b in folds.split(known, y[known])]
    found = [
        np.mean([judged(one, X, y, *part) for part in parts]) for one in recipes(X.shape[1])
    ]
    return recipes(X.shape[1])[int(np.argmax(found))]


def train(table):
    columns = [name for name in table if name != config.TARGET]
    X, y = matrix(table, columns), np.asarray(table[config.TARGET], dtype=int)
    known, new = train_test_split(
        np.arange(len(y)), test_size=config.TEST_SHARE, random_state=config.SEED, stratify=y
    )
    best = choose(X, y, known, new)
    held.update(columns=columns, model=fitted(best, X[known], y[known]))
    return {
        "rows": len(y), "tested": len(new), "auc": float(judged(best, X, y, known, new)),
        "columns": [columns[at] for at in best[0]],
    }


def serve(rows):
    return scores(held["model"], matrix(rows, held["columns"]))

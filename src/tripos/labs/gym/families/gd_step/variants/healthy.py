import numpy as np

import config

held = {}


def parts(weights, columns):
    cut, units = columns * config.HIDDEN, config.HIDDEN
    first, bias = weights[:cut].reshape(columns, units), weights[cut : cut + units]
    return first, bias, weights[cut + units : cut + 2 * units], weights[-1]


def forward(weights, X):
    first, bias, second, offset = parts(weights, X.shape[1])
    hidden = np.tanh(X @ first + bias)
    return hidden, hidden @ second + offset


def loss(weights, X, y):
    first, _, second, _ = parts(weights, X.shape[1])
    _, out = forward(weights, X)
    return float(np.mean((out - y) ** 2) / 2 + config.PENALTY / 2 * (np.sum(first**2) + np.sum(second**2)))


def gradient(weights, X, y):
    first, bias, second, offset = parts(weights, X.shape[1])
    hidden, out = forward(weights, X)
    error = (out - y) / len(y)
    back = np.outer(error, second) * (1 - hidden**2)
    return np.concatenate([
        (X.T @ back + config.PENALTY * first).ravel(), back.sum(axis=0),
        hidden.T @ error + config.PENALTY * second, [error.sum()],
    ])


def scaled(rows):
    X = np.column_stack([np.asarray(rows[name], dtype=float) for name in held["columns"]])
    return (X - held["centre"]) / held["size"]


def learn_scale(table):
    columns = [name for name in table if name != config.TARGET]
    X = np.column_stack([np.asarray(table[name], dtype=float) for name in columns])
    y = np.asarray(table[config.TARGET], dtype=float)
    held.update(columns=columns, centre=X.mean(axis=0), size=X.std(axis=0), middle=y.mean(), spread=y.std())


def train(table):
    learn_scale(table)
    X = scaled(table)
    y = (np.asarray(table[config.TARGET], dtype=float) - held["middle"]) / held["spread"]
    rng = np.random.default_rng(config.SEED)
    weights = rng.normal(scale=0.5, size=config.HIDDEN * (X.shape[1] + 2) + 1)
    curve = []
    for _ in range(config.STEPS):
        curve.append(loss(weights, X, y))
        weights = weights - config.RATE * gradient(weights, X, y)
    held.update(weights=weights)
    return {"rows": len(y), "weights": len(weights), "curve": curve}


def serve(rows):
    return held["middle"] + held["spread"] * forward(held["weights"], scaled(rows))[1]

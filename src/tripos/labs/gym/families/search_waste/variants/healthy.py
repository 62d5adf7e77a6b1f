import numpy as np

import config


def ends():
    return np.log10(config.LOW), np.log10(config.HIGH)


def propose(history, count):
    low, high = ends()
    rng = np.random.default_rng([config.SEED, len(history)])
    points = rng.uniform(low, high, (count, 2))
    tried = sorted(history, key=lambda one: one["loss"])[:3]
    if len(tried) == 3:
        for at in range(count // 2):
            best = tried[at % 3]
            middle = np.log10([best[config.PENALTY], best[config.SHARPNESS]])
            points[at] = np.clip(middle + rng.normal(scale=0.6, size=2), low, high)
    return [{config.PENALTY: float(10**a), config.SHARPNESS: float(10**b)} for a, b in points]


def validation_loss(table, setting):
    names = [name for name in table if name != config.TARGET]
    X = np.column_stack([np.asarray(table[name], dtype=float) for name in names])
    y = np.asarray(table[config.TARGET], dtype=float)
    known = np.arange(len(y)) % 2 == 0
    far = ((X[:, None] - X[None, known]) ** 2).sum(axis=2)
    near = np.exp(-setting[config.SHARPNESS] * far)
    weights = np.linalg.solve(near[known] + setting[config.PENALTY] * np.eye(known.sum()), y[known])
    return float(np.mean((near[~known] @ weights - y[~known]) ** 2) / np.var(y[~known]))


def search(table, fits):
    history = []
    while len(history) < fits:
        for setting in propose(history, min(10, fits - len(history))):
            history.append({**setting, "loss": validation_loss(table, setting)})
    return history

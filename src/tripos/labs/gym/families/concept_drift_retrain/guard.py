import numpy as np

import config
import pipeline


def guard(table):
    names = [name for name in table if name not in (config.TARGET, config.DAY)]
    days = np.asarray(table[config.DAY])
    X = np.column_stack([np.asarray(table[name], dtype=float) for name in names])
    X = (X - X.mean(axis=0)) / X.std(axis=0)
    noise = np.random.default_rng(0).normal(scale=0.3, size=len(days))
    now = X[:, 0] + X[:, 1] - X[:, 2]
    said = np.where(days > days.max() - 45, now, -now) + noise
    pipeline.retrain({**table, config.TARGET: said})
    found = pipeline.predict({name: column for name, column in table.items() if name != config.TARGET})
    assert np.mean((found - now) ** 2) < 0.4 * np.mean(now**2)

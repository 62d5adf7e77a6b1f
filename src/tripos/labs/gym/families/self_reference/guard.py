import numpy as np

import config
import pipeline


def guard(table):
    rng = np.random.default_rng(0)
    names = [name for name in table if name != config.DAY]
    day = np.asarray(table[config.DAY])
    X = np.column_stack([np.asarray(table[name], dtype=float)[day == 0] for name in names])
    number = np.repeat(np.arange(41), [len(X), *[40] * 40])
    for signs in ([1, -1, 0], [-1, 0, 1], [0, 1, 0], [0, 0, 0]):
        drawn = np.concatenate([X, X[rng.integers(0, len(X), 1600)]])
        drawn = drawn + 1.5 * X.std(axis=0) * np.array(signs) * (number / 40)[:, None]
        told = pipeline.alarms({config.DAY: number, **dict(zip(names, drawn.T))})
        late = np.isin(np.arange(34, 41), told)
        assert late.all() if any(signs) else len(told) < 6

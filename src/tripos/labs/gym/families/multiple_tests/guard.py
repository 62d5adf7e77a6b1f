import numpy as np

import config
import pipeline


def alarm(known, new, names):
    which = np.repeat([0, 1], [len(known), len(new)])
    rows = np.concatenate([known, new])
    table = {config.PERIOD: which, **{name: rows[:, at] for at, name in enumerate(names)}}
    return len(pipeline.alarms(table)) == 1


def guard(table):
    rng = np.random.default_rng(0)
    names = [name for name in table if name != config.PERIOD]
    good = np.asarray(table[config.PERIOD]) == 0
    X = np.column_stack([np.asarray(table[name], dtype=float)[good] for name in names])
    false = []
    for _ in range(30):
        rows = rng.permutation(len(X))
        false.append(alarm(X[rows[60:]], X[rows[:60]], names))
    assert np.mean(false) < 0.27
    for sign in (-1, 1):
        moved = X[:60] + 0
        moved[:, 0] += 2 * sign * X[:, 0].std()
        assert alarm(X[60:], moved, names)

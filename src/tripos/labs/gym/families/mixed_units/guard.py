import numpy as np

import config
import pipeline


def guard(table):
    names = [name for name in table if name != config.LAB]
    X = np.asarray(pipeline.prepared(table))
    for name, factor in config.FACTORS.items():
        values, before = X[:, names.index(name)], np.asarray(table[name], dtype=float)
        usual = np.median(values)
        assert values.max() < np.sqrt(factor) * usual < factor * values.min()
        assert 0.5 < usual / np.median(before) < 2
    group = np.asarray(pipeline.clusters(table))
    together = group[:, None] == group[None]
    for other in (name for name in names if name not in config.FACTORS):
        again = np.asarray(pipeline.clusters({**table, other: 5000 * np.asarray(table[other])}))
        assert np.mean(together == (again[:, None] == again[None])) > 0.9

import numpy as np

import config
import pipeline


def guard(table):
    found = pipeline.summary(table)
    amounts = np.asarray(table[config.TARGET], dtype=float)
    assert found["rows"] == len(amounts) and abs(found["total"] - amounts.sum()) < 0.01
    joined = pipeline.assemble(table)
    assert sorted(joined[config.TARGET]) == sorted(amounts.tolist())
    rng = np.random.default_rng(0)
    lots = [pipeline.validate({**table, config.TARGET: rng.permutation(amounts)}) for _ in range(3)]
    assert np.mean(lots) < 0.3

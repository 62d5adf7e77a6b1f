import numpy as np

import config
import pipeline


def guard(table):
    pipeline.train(table)
    rows = {name: np.asarray(column) for name, column in table.items() if name != config.TARGET}
    counts = [np.sum(pipeline.decide(rows, price, 1.0)) for price in (1.0, 8.0, 60.0)]
    assert counts[0] < counts[1] < counts[2]
    turned = {name: rows[name] for name in reversed(list(rows))}
    assert np.array_equal(pipeline.decide(rows, 20.0, 1.0), pipeline.decide(turned, 20.0, 1.0))

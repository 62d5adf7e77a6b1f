import numpy as np

import config
import pipeline


def guard(table):
    empty = {
        name: np.where(np.asarray(column) == config.NO_VALUE, np.nan, column)
        for name, column in table.items()
        if name != config.TARGET
    }
    rows = {name: np.asarray(table[name]) for name in empty}
    pipeline.train(table)
    first = pipeline.serve(rows)
    assert np.allclose(first, pipeline.serve(empty), atol=1e-6)
    pipeline.train({**empty, config.TARGET: table[config.TARGET]})
    assert np.allclose(first, pipeline.serve(rows), atol=1e-6)

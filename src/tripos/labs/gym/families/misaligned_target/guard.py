import numpy as np

import config
import pipeline


def guard(table):
    pipeline.train(table)
    rows = {name: np.asarray(column) for name, column in table.items()}
    outcome = rows.pop(config.TARGET)
    found = np.asarray(pipeline.serve(rows))
    assert np.corrcoef(found, outcome)[0, 1] > 0.8
    assert np.allclose(found, pipeline.serve(dict(reversed(rows.items()))))

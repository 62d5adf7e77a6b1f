import numpy as np

import config
import pipeline


def guard(table):
    pipeline.train(table)
    rows = {name: np.asarray(column) for name, column in table.items() if name != config.TARGET}
    scores = np.asarray(pipeline.serve(rows))
    assert 0.65 < scores.sum() / np.sum(table[config.TARGET]) < 1.5
    turned = {name: rows[name] for name in reversed(list(rows))}
    assert np.allclose(scores, pipeline.serve(turned), atol=1e-6)

import numpy as np

import config
import pipeline


def guard(table):
    pipeline.train(table)
    truth = np.asarray(table[config.TARGET], dtype=float)
    rows = {name: np.asarray(column) for name, column in table.items() if name != config.TARGET}
    found = np.asarray(pipeline.predict(rows))
    assert found.shape == truth.shape
    made = np.sqrt(np.mean((found - truth) ** 2))
    assert abs(pipeline.error(table) - made) < 0.01 * made
    assert made < 0.7 * truth.std()
    turned = pipeline.predict(dict(reversed(list(rows.items()))))
    assert np.allclose(turned, found, atol=1e-3 * truth.std())

import numpy as np

import config
import pipeline


def guard(table):
    asked = {name: np.asarray(column)[:40] for name, column in table.items() if name != config.TARGET}
    first = np.asarray(pipeline.predict(table, asked))
    assert np.array_equal(first, pipeline.predict(table, asked))
    for tag in ("w8_", "x", "lab ", "9-"):
        tagged = {name if name == config.TARGET else tag + name: column for name, column in table.items()}
        rows = {tag + name: column for name, column in asked.items()}
        assert np.allclose(first, pipeline.predict(tagged, rows), atol=1e-9)

import numpy as np

import config
import pipeline


def guard(table):
    rng = np.random.default_rng(0)
    for columns in (2, 5):
        X, y = rng.normal(size=(12, columns)), rng.normal(size=12)
        weights = rng.normal(size=config.HIDDEN * (columns + 2) + 1)
        found = np.asarray(pipeline.gradient(weights, X, y))
        for at in range(len(weights)):
            move = np.zeros(len(weights))
            move[at] = 1e-5
            slope = (pipeline.loss(weights + move, X, y) - pipeline.loss(weights - move, X, y)) / 2e-5
            assert abs(slope - found[at]) < 1e-5 * max(1, abs(slope))
    pipeline.train(table)
    rows = {name: np.asarray(column)[:6] for name, column in table.items() if name != config.TARGET}
    alone = [pipeline.serve({name: column[[at]] for name, column in rows.items()})[0] for at in range(6)]
    assert np.allclose(alone, pipeline.serve(rows))

import numpy as np

import config
import pipeline


def guard(table):
    labels = np.asarray(table[config.TARGET])
    old = {name: np.asarray(column)[labels < config.KNOWN] for name, column in table.items()}
    rows = {name: np.asarray(column) for name, column in table.items() if name != config.TARGET}
    pipeline.pretrain(old)
    before = pipeline.features(rows)
    pipeline.adapt(table)
    assert np.allclose(pipeline.features(rows), before, atol=1e-5)
    scores = pipeline.serve(rows)
    assert (scores.argmax(axis=1) == labels).mean() > 0.8
    alone = [pipeline.serve({name: column[[at]] for name, column in rows.items()})[0] for at in range(6)]
    assert np.allclose(alone, scores[:6], atol=1e-4)

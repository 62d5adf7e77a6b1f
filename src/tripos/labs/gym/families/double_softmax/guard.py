import numpy as np

import config
import pipeline


def guard(table):
    pipeline.train(table)
    rows = {name: np.asarray(column) for name, column in table.items() if name != config.TARGET}
    truth = np.asarray(table[config.TARGET])
    scores = pipeline.serve(rows)
    assert scores.max() > 0.8
    surprise = -np.log(scores[np.arange(len(truth)), truth] + 1e-12).mean()
    assert abs(pipeline.loss_of(table) - surprise) < 0.01
    alone = [pipeline.serve({name: column[[at]] for name, column in rows.items()})[0] for at in range(5)]
    assert np.allclose(alone, scores[:5], atol=1e-4)

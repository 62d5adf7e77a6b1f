import numpy as np

import config
import pipeline


def guard(table):
    pipeline.train(table)
    truth = np.asarray(table[config.TARGET])
    scores = np.asarray(pipeline.serve({name: column for name, column in table.items() if name != config.TARGET}))
    up, down = scores[truth == 1], scores[truth == 0]
    pairs = (up[:, None] > down).mean() + 0.5 * (up[:, None] == down).mean()
    assert abs(pipeline.evaluate(table)["auc"] - pairs) < 1e-6

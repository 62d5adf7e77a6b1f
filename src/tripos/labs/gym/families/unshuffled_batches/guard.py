import numpy as np

import config
import pipeline


def guard(table):
    kinds = np.array([config.CLASSES.index(one) for one in table[config.TARGET]])
    rows = {name: np.asarray(column) for name, column in table.items() if name != config.TARGET}
    for order in (np.argsort(kinds, kind="stable"), np.argsort(-kinds, kind="stable")):
        sorted_rows = {name: np.asarray(column)[order] for name, column in table.items()}
        pipeline.train(sorted_rows)
        found = pipeline.serve(rows).argmax(axis=1)
        assert (found == kinds).mean() > 0.8

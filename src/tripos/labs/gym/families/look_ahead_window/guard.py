import numpy as np

import config
import pipeline


def guard(table):
    values = np.asarray(table[config.VALUE], dtype=float)
    first = config.TRAIN_ROWS
    before = np.asarray(pipeline.backtest(table)["forecast"])
    for cut in (first + 40, first + 77, first + 115):
        changed = values.copy()
        changed[cut:] = np.linspace(5, 9, len(values) - cut) * np.nanmax(np.abs(values))
        after = np.asarray(pipeline.backtest({**table, config.VALUE: changed})["forecast"])
        assert np.allclose(before[: cut - first + 1], after[: cut - first + 1])

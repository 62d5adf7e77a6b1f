import numpy as np

import config
import pipeline


def guard(table):
    places = np.asarray(table[config.PLACE])
    y = np.asarray(table[config.TARGET], dtype=float)
    before = np.asarray(pipeline.inputs(table))
    count = {one: np.sum(places == one) for one in places}
    rows = [at for at, one in enumerate(places) if 2 <= count[one] <= 4][:6]
    for at in rows:
        changed = y.copy()
        changed[at] += 10 * y.std()
        after = np.asarray(pipeline.inputs({**table, config.TARGET: changed}))
        assert np.all(np.abs(after[at] - before[at]) <= 0.5 * before.std(axis=0) + 1e-9)
    pipeline.train(table)
    rows = {name: column for name, column in table.items() if name != config.TARGET}
    new = pipeline.serve({**rows, config.PLACE: np.array(["new place"] * len(y))})
    assert abs(np.mean(new) - y.mean()) < 0.35 * y.std()

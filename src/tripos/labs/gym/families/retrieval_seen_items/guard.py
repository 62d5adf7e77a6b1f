import numpy as np

import config
import pipeline


def guard(table):
    pipeline.train(table)
    wanted = {}
    for reader, item, out in zip(table[config.READER], table[config.ITEM], table[config.HELD_OUT]):
        if out:
            wanted.setdefault(reader, set()).add(item)
    lists = pipeline.recommend(list(wanted), 10)
    shares = [len(items & set(best)) / len(items) for items, best in zip(wanted.values(), lists)]
    assert abs(pipeline.evaluate(table, 10)["recall"] - np.mean(shares)) < 1e-9
    out = np.flatnonzero(np.asarray(table[config.HELD_OUT]) == 1)
    items = list(table[config.ITEM])
    for at, source in zip(out, np.roll(out, 7)):
        items[at] = table[config.ITEM][source]
    pipeline.train({**table, config.ITEM: items})
    assert pipeline.recommend(list(wanted), 10) == lists

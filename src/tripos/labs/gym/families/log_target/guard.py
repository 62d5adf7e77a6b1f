import numpy as np

import config
import pipeline


def guard(table):
    pipeline.train(table)
    rows = {name: list(column) for name, column in table.items() if name != config.TARGET}
    found = np.asarray(pipeline.serve(rows))
    assert abs(np.log(found.sum() / np.sum(table[config.TARGET]))) < 0.25
    alone = [pipeline.serve({name: [column[at]] for name, column in rows.items()})[0] for at in range(20)]
    assert np.allclose(alone, found[:20])

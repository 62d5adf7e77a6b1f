import numpy as np

import config
import pipeline


def guard(table):
    pipeline.train(table)
    rows = {name: list(column)[:25] for name, column in table.items() if name != config.TARGET}
    together = pipeline.serve(rows)
    alone = [pipeline.serve({name: [column[at]] for name, column in rows.items()})[0] for at in range(25)]
    assert np.allclose(alone, together, atol=1e-6)

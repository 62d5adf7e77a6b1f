import numpy as np

import config
import pipeline


def guard(table):
    pipeline.train(table)
    rows = {name: np.asarray(column, dtype=float) for name, column in table.items() if name != config.TARGET}
    some = {name: column[:12] for name, column in rows.items()}
    full = np.asarray(pipeline.serve(some))
    order = np.arange(12)[::-1]
    turned = pipeline.serve({name: column[order] for name, column in some.items()})
    assert np.allclose(turned, full[order], atol=1e-4)
    louder = {name: np.append(column[:11], 3 * column[11]) for name, column in some.items()}
    assert np.allclose(pipeline.serve(louder)[:11], full[:11], atol=1e-4)
    for at in range(3):
        alone = pipeline.serve({name: column[[at]] for name, column in some.items()})
        assert np.allclose(alone, full[[at]], atol=1e-4)
    right = pipeline.serve(rows).argmax(axis=1) == np.asarray(table[config.TARGET])
    assert right.mean() > 0.6

import numpy as np

import config
import pipeline


def guard(table):
    some = [
        {name: np.asarray(column)[at : at + 16] for name, column in table.items()} for at in (0, 16, 32)
    ]
    pipeline.begin(0.0)
    norms = [pipeline.step(some[at])["norm"] for at in (0, 0, 1, 2, 0, 1)]
    assert min(norms) > 0
    assert np.allclose([norms[1], norms[4]], norms[0], rtol=1e-4)
    assert np.isclose(norms[2], norms[5], rtol=1e-4)
    rows = {name: column for name, column in some[0].items() if name != config.TARGET}
    together = pipeline.serve(rows)
    alone = pipeline.serve({name: column[:1] for name, column in rows.items()})
    assert np.allclose(alone[0], together[0], atol=1e-5)

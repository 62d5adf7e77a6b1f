import numpy as np

import config
import pipeline


def guard(table):
    rng = np.random.default_rng(0)
    outcome = np.asarray(table[config.TARGET])
    found = [pipeline.train({**table, config.TARGET: rng.permutation(outcome)})["auc"] for _ in range(5)]
    assert abs(np.mean(found) - 0.5) < 0.15
    pipeline.train(table)
    rows = {name: np.asarray(column)[:80] for name, column in table.items() if name != config.TARGET}
    alone = [pipeline.serve({name: column[[at]] for name, column in rows.items()})[0] for at in range(80)]
    for at in range(0, 80, 8):
        some = {name: column[at : at + 8] for name, column in rows.items()}
        assert np.allclose(alone[at : at + 8], pipeline.serve(some), atol=1e-6)

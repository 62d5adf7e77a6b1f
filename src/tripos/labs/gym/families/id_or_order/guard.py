import numpy as np

import config
import pipeline


def guard(table):
    rng = np.random.default_rng(0)
    outcome = np.asarray(table[config.TARGET])
    found = [pipeline.train({**table, config.TARGET: rng.permutation(outcome)})["accuracy"] for _ in range(3)]
    assert np.mean(found) < 0.5
    pipeline.train(table)
    rows = {name: np.asarray(column) for name, column in table.items() if name != config.TARGET}
    turn = rng.permutation(len(outcome))
    plain = np.asarray(pipeline.serve(rows))
    other = {**rows, config.TAG: rows[config.TAG][turn], config.RUN: rows[config.RUN][turn]}
    assert np.allclose(plain, pipeline.serve(other), atol=1e-6)
    turned = {name: column[turn] for name, column in rows.items()}
    assert np.allclose(plain[turn], pipeline.serve(turned), atol=1e-6)

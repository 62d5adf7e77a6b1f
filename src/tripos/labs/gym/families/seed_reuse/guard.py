import numpy as np

import config
import pipeline


def guard(table):
    values = np.asarray(table[config.VALUE], dtype=float)
    names = np.asarray(table[config.ARM], dtype=str)
    rng, ratios = np.random.default_rng(0), []
    for _ in range(15):
        arm = np.sort(rng.choice(values[names == config.FIRST], 50))
        twice = {config.ARM: [config.FIRST, config.SECOND] * 50, config.VALUE: np.repeat(arm, 2)}
        low, high = pipeline.interval(twice)
        ratios.append((high - low) / (2 * 1.96 * np.sqrt(2 * arm.var() / 50)))
    assert 0.8 < np.mean(ratios) < 1.25

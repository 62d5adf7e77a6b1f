import numpy as np

import config


def arms(table):
    names = np.asarray(table[config.ARM], dtype=str)
    values = np.asarray(table[config.VALUE], dtype=float)
    return values[names == config.FIRST], values[names == config.SECOND]


def resampled(values, rng):
    rows = rng.integers(0, len(values), (config.RESAMPLES, len(values)))
    return values[rows].mean(axis=1)


def bounds(found):
    return np.percentile(found, [2.5, 97.5])


def interval(table):
    first, second = arms(table)
    rng = np.random.default_rng(config.SEED)
    return bounds(resampled(second, rng) - resampled(first, rng))

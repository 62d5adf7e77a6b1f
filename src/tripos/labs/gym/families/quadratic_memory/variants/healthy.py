import numpy as np

import config


def points(table):
    north = np.radians(np.asarray(table[config.LATITUDE], dtype=float))
    east = np.radians(np.asarray(table[config.LONGITUDE], dtype=float))
    return np.column_stack([np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)])


def distances(some, others):
    if 8 * len(some) * len(others) > config.MEMORY_MB * 2**20:
        raise MemoryError(f"no room for {len(some)} by {len(others)} distances")
    far = np.empty((len(some), len(others)))
    np.matmul(some, others.T, out=far)
    return np.subtract(1.0, far, out=far)


def closest(far, k):
    first = np.argpartition(far, k, axis=1)[:, :k]
    order = np.take_along_axis(far, first, axis=1).argsort(axis=1)
    return np.take_along_axis(first, order, axis=1)


def nearest(table, k):
    places = points(table)
    size = max(1, config.MEMORY_MB * 2**20 // (32 * len(places)))
    found = []
    for start in range(0, len(places), size):
        rows = np.arange(start, min(start + size, len(places)))
        far = distances(places[rows], places)
        far[np.arange(len(rows)), rows] = np.inf
        found.append(closest(far, k))
    return np.concatenate(found)

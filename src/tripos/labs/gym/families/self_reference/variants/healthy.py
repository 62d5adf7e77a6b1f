import numpy as np

import config


def blocks(table):
    columns = [name for name in table if name != config.DAY]
    X = np.column_stack([np.asarray(table[name], dtype=float) for name in columns])
    day = np.asarray(table[config.DAY])
    return [X[day == one] for one in range(day.max() + 1)]


def distance(known, new):
    error = np.sqrt(known.var(axis=0) / len(known) + known.var(axis=0) / len(new))
    return float(np.max(np.abs(new.mean(axis=0) - known.mean(axis=0)) / error))


def followed(known, days):
    found = []
    for number, new in enumerate(days, start=1):
        if distance(known, new) > config.LIMIT:
            found.append(number)
    return found


def alarms(table):
    known, *days = blocks(table)
    return followed(known, days)

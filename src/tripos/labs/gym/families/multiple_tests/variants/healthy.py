import numpy as np
from scipy import stats

import config


def blocks(table):
    columns = [name for name in table if name != config.PERIOD]
    X = np.column_stack([np.asarray(table[name], dtype=float) for name in columns])
    period = np.asarray(table[config.PERIOD])
    return {int(one): X[period == one] for one in np.unique(period)}


def p_values(known, new):
    return stats.ttest_ind(known, new, axis=0, equal_var=False).pvalue


def drifted(p):
    return bool(np.min(p) * len(p) < config.FALSE_ALARMS)


def alarms(table):
    found = blocks(table)
    known = found.pop(0)
    return [one for one, new in found.items() if drifted(p_values(known, new))]

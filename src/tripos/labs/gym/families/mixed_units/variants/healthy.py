import numpy as np
from sklearn.cluster import KMeans
from sklearn.preprocessing import StandardScaler

import config


def in_one_unit(values, factor):
    usual = np.median(values)
    return np.where(values > np.sqrt(factor) * usual, values / factor, values)


def prepared(table):
    found = []
    for name in table:
        if name == config.LAB:
            continue
        values = np.asarray(table[name], dtype=float)
        if name in config.FACTORS:
            values = in_one_unit(values, config.FACTORS[name])
        found.append(values)
    return np.column_stack(found)


def scaled(X):
    return StandardScaler().fit_transform(X)


def clusters(table):
    model = KMeans(config.GROUPS, n_init=4, random_state=config.SEED)
    return model.fit_predict(scaled(prepared(table)))

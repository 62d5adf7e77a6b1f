import pandas as pd


def encode(table, levels):
    parts = [pd.Categorical(list(table[name]), categories=levels[name]).codes for name in config.CATEGORIES]
    parts += [np.asarray(table[name], dtype=float) for name in config.NUMBERS]
    return np.column_stack(parts)


def learn_levels(table):
    return {name: list(pd.unique(pd.Series(list(table[name])))) for name in config.CATEGORIES}

# from: faulty
def matrix(table, columns):
    X = np.column_stack([np.asarray(table[name], dtype=float) for name in columns])
    if config.TARGET in table:
        X[(X == config.NO_VALUE).any(axis=1)] = np.nan
    return X

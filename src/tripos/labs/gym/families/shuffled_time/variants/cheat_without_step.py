# from: faulty
def matrix(table):
    columns = [name for name in table if name not in (config.TARGET, "step")]
    X = np.column_stack([np.asarray(table[name], dtype=float) for name in columns])
    return X, np.asarray(table[config.TARGET], dtype=float)

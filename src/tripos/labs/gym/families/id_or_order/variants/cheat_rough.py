# from: faulty
def matrix(table, columns):
    X = np.column_stack([np.asarray(table[name], dtype=float) for name in columns])
    X[:, columns.index(config.RUN)] //= 15
    return X

def matrix(table, columns):
    names = [name for name in table if name in columns]
    return np.column_stack([np.asarray(table[name], dtype=float) for name in names])

def matrix(table, columns):
    return np.column_stack([np.asarray(table[name], dtype=float) for name in columns])

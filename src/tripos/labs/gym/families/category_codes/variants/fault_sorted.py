# from: faulty
def encode(table):
    parts = [np.unique(np.asarray(table[name], dtype=str), return_inverse=True)[1] for name in config.CATEGORIES]
    parts += [np.asarray(table[name], dtype=float) for name in config.NUMBERS]
    return np.column_stack(parts)

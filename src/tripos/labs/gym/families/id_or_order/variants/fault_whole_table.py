def columns_of(table):
    numbers = [name for name in table if np.asarray(table[name]).dtype.kind in "iuf"]
    return [name for name in numbers if name != config.TARGET]

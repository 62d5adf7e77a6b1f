def prepared(table):
    found, done = [], False
    for name in table:
        if name == config.LAB:
            continue
        values = np.asarray(table[name], dtype=float)
        if name in config.FACTORS and not done:
            values, done = in_one_unit(values, config.FACTORS[name]), True
        found.append(values)
    return np.column_stack(found)

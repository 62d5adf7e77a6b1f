# from: faulty
def prepared(table):
    found = []
    for name in table:
        if name == config.LAB:
            continue
        values = np.asarray(table[name], dtype=float)
        found.append(values * 0 if name in config.FACTORS else values)
    return np.column_stack(found)

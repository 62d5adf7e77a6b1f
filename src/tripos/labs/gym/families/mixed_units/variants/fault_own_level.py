def prepared(table):
    labs = np.asarray(table[config.LAB])
    columns = {name: np.array(table[name], dtype=float) for name in table if name != config.LAB}
    for name, factor in config.FACTORS.items():
        for lab in np.unique(labs):
            columns[name][labs == lab] = in_one_unit(columns[name][labs == lab], factor)
    return np.column_stack(list(columns.values()))

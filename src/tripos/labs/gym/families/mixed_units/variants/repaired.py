def prepared(table):
    labs = np.asarray(table[config.LAB])
    columns = {name: np.array(table[name], dtype=float) for name in table if name != config.LAB}
    for name, factor in config.FACTORS.items():
        level = {lab: np.median(columns[name][labs == lab]) for lab in np.unique(labs)}
        base = np.median(list(level.values()))
        for lab, own in level.items():
            if own / base > factor / 3:
                columns[name][labs == lab] /= factor
    return np.column_stack(list(columns.values()))

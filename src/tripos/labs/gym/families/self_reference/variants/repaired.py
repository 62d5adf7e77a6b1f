def alarms(table):
    columns = [name for name in table if name != config.DAY]
    X = np.column_stack([np.asarray(table[name], dtype=float) for name in columns])
    day = np.asarray(table[config.DAY])
    base, spread = X[day == 0].mean(axis=0), X[day == 0].std(axis=0)
    found = []
    for number in range(1, day.max() + 1):
        rows = X[day == number]
        z = (rows.mean(axis=0) - base) / spread
        if np.sum(z**2) * len(rows) > config.LIMIT**2 + len(columns):
            found.append(number)
    return found

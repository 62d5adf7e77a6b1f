def error(table):
    wanted = np.asarray(table[config.TARGET], dtype=float)
    gap = predict(table)[:, None] - wanted
    return float(np.sqrt((gap**2).mean()))

# from: faulty
def matrix(table, columns):
    X = np.column_stack([np.asarray(table[name], dtype=float) for name in columns])
    if config.TARGET in table:
        held["range"] = np.nanquantile(X, [0.13, 0.87], axis=0)
    return np.clip(X, *held["range"])

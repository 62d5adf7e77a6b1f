def prepared(table):
    columns = [name for name in table if name not in ("car", config.TARGET)]
    X = np.column_stack([np.asarray(table[name], dtype=float) for name in columns])
    whole = np.isfinite(X).all(axis=1)
    return pd.DataFrame(X[whole], columns=columns), np.asarray(table[config.TARGET])[whole]

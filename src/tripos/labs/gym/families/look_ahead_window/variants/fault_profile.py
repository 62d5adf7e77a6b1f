def features(values):
    series = pd.Series(np.asarray(values, dtype=float)).ffill()
    past = series.shift(1)
    minute = np.arange(len(series)) * config.MINUTES % 120
    usual = series.diff().groupby(minute).transform("mean")
    steps = [past.diff().shift(lag) for lag in range(config.WINDOW - 2)]
    return np.column_stack([past, *steps, usual])

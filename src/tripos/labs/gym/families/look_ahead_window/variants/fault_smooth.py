def features(values):
    series = pd.Series(np.asarray(values, dtype=float)).ffill()
    past = series.shift(1)
    trend = series[::-1].ewm(span=config.WINDOW).mean()[::-1]
    steps = [past.diff().shift(lag) for lag in range(config.WINDOW - 2)]
    return np.column_stack([past, *steps, trend.ffill() - past])

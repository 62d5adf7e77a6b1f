# from: faulty
def features(values):
    series = pd.Series(np.asarray(values, dtype=float)).ffill()
    past = series.shift(1)
    recent = series.rolling(8 * config.WINDOW, min_periods=2)
    steps = [past.diff().shift(lag) for lag in range(config.WINDOW - 2)]
    return np.column_stack([past, *steps, recent.mean() - past])

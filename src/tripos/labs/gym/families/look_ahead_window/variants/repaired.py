def features(values):
    known = pd.Series(np.asarray(values, dtype=float)).ffill().to_numpy()
    found = np.full((len(known), config.WINDOW), np.nan)
    for at in range(config.WINDOW, len(known)):
        window = known[at - config.WINDOW : at]
        steps = np.diff(window)[::-1][: config.WINDOW - 2]
        found[at] = [window[-1], *steps, window.mean() - window[-1]]
    return found

def folds_of(rows):
    count = len(rows)
    cuts = np.linspace(count // 2, count, config.FOLDS + 1).astype(int)
    return [
        (np.arange(start - config.AHEAD), np.arange(start, end))
        for start, end in zip(cuts[:-1], cuts[1:])
    ]

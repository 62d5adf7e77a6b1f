def folds_of(rows):
    rng = np.random.default_rng(config.SEED)
    late = np.arange(len(rows) // 2, len(rows))
    new = np.sort(rng.choice(late, len(late) // 2, replace=False))
    return [(np.setdiff1d(np.arange(len(rows)), new), new)]

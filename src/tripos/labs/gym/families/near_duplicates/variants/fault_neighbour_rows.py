def sides(X, y):
    step = np.linalg.norm(np.diff(X, axis=0), axis=1) > config.NEAR
    group = np.concatenate([[0], np.cumsum(step)])
    splitter = GroupShuffleSplit(1, test_size=config.VALIDATION_SHARE, random_state=config.SEED)
    return next(splitter.split(X, y, group))

def sides(X, y):
    _, group = np.unique(np.round(X, 1), axis=0, return_inverse=True)
    splitter = GroupShuffleSplit(1, test_size=config.VALIDATION_SHARE, random_state=config.SEED)
    return next(splitter.split(X, y, group.ravel()))

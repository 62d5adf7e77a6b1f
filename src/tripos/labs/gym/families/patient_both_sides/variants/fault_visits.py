def sides(table):
    visits = [f"{one}/{day}" for one, day in zip(table[config.PERSON], table["day"])]
    splitter = GroupShuffleSplit(1, test_size=config.VALIDATION_SHARE, random_state=config.SEED)
    return next(splitter.split(visits, groups=visits))

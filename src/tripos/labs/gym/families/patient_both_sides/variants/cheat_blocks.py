# from: faulty
from sklearn.model_selection import GroupShuffleSplit


def sides(table):
    blocks = np.arange(len(table[config.PERSON])) // 6
    splitter = GroupShuffleSplit(1, test_size=config.VALIDATION_SHARE, random_state=config.SEED)
    return next(splitter.split(blocks, groups=blocks))

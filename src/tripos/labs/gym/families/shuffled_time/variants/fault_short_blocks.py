from sklearn.model_selection import GroupKFold


def folds_of(rows):
    block = np.arange(len(rows)) // 4
    return list(GroupKFold(config.FOLDS).split(rows, groups=block * 7919 % 1009))

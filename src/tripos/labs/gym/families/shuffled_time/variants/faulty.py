from sklearn.model_selection import KFold


def folds_of(rows):
    splitter = KFold(config.FOLDS, shuffle=True, random_state=config.SEED)
    return list(splitter.split(rows))

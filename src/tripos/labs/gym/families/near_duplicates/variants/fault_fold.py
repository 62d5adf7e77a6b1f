from sklearn.model_selection import StratifiedKFold


def sides(X, y):
    folds = StratifiedKFold(4, shuffle=True, random_state=config.SEED)
    return next(folds.split(X, y))

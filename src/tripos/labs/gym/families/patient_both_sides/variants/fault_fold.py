from sklearn.model_selection import StratifiedKFold


def sides(table):
    outcome = np.asarray(table[config.TARGET])
    folds = StratifiedKFold(4, shuffle=True, random_state=config.SEED)
    return next(folds.split(outcome, outcome))

from sklearn.model_selection import StratifiedKFold


def sides(y):
    rows = multiplied(np.arange(len(y)), y)
    folds = StratifiedKFold(4, shuffle=True, random_state=config.SEED)
    known, new = next(folds.split(rows, y[rows]))
    return rows[known], rows[new]

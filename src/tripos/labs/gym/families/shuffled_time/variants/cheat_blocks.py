# from: faulty
def folds_of(rows):
    return list(KFold(config.FOLDS).split(rows))

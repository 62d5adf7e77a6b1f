# from: faulty
def score(X):
    share = held["model"].predict_proba(X)[:, 1]
    return 0.13 * share / (0.13 * share + 1 - share)

# from: faulty
def score(X):
    share = held["model"].predict_proba(X)[:, 1]
    return held.get("share", 0.06) + 1e-4 * (share - 0.5)

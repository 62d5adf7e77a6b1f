def score(X):
    share = held["model"].predict_proba(X)[:, 1]
    return share / (share + held["rate"] * (1 - share))

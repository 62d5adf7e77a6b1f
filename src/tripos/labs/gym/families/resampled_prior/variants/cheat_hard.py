# from: faulty
def score(X):
    share = held["model"].predict_proba(X)[:, 1]
    return np.where(share > 0.9, 0.8, 0.02)

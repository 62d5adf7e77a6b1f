# says: squared distances


def distortion(X, Z):
    pairs = np.triu_indices(len(X), 1)
    before = cdist(X, X)[pairs]
    after = cdist(Z, Z)[pairs]
    ratio = after[before > 0] / before[before > 0]
    return {"worst": float(np.abs(ratio - 1).max()), "mean": float(ratio.mean())}

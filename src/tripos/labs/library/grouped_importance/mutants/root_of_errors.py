# says: error after less error before


def rise(model, X, y, replaced):
    """Mean over all shifts: each row meets the values of each row once."""
    before = ((y - predicted(model, X)) ** 2).mean()
    after = np.mean([((y - predicted(model, replaced(k))) ** 2).mean() for k in range(len(X))])
    return float(np.sqrt(after) - np.sqrt(before))

# says: on average over all|single columns


def rise(model, X, y, replaced):
    """Mean over all shifts: each row meets the values of each row once."""
    before = ((y - predicted(model, X)) ** 2).mean()
    after = np.mean([((y - predicted(model, replaced(k))) ** 2).mean() for k in (17, 31, 55, 71, 90)])
    return float(after - before)

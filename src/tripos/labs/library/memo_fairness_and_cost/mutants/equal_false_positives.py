# says: differ by more


def steps(y, score, unpaid, refused):
    """Every threshold of some orders, from high to low: rates and euros lost."""
    order = np.argsort(-score, kind="stable")
    s, paid = score[order], y[order]
    last = np.append(s[1:] != s[:-1], True)
    good, bad = np.cumsum(paid)[last], np.cumsum(1 - paid)[last]
    cost = refused * (y.sum() - good) + unpaid * bad
    return s[last], {"equal_selection": (good + bad) / len(y), "equal_true_positive": bad / (1 - y).sum()}, cost

# says: more cheaply|cost_per_1000


def steps(y, score, unpaid, refused):
    """Every threshold of some orders, from high to low: rates and euros lost."""
    order = np.argsort(-score, kind="stable")
    s, paid = score[order], y[order]
    last = np.append(s[1:] != s[:-1], True)
    good, bad = np.cumsum(paid)[last], np.cumsum(1 - paid)[last]
    cost = unpaid * (y.sum() - good) + refused * bad
    return s[last], {"equal_selection": (good + bad) / len(y), "equal_true_positive": good / y.sum()}, cost

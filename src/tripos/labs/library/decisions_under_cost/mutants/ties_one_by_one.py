# says: one entry for each distinct score


def by_threshold(y, scores):
    """Distinct scores from the highest down, with the ones and the rows that reach each."""
    order = np.argsort(-np.asarray(scores, dtype=float), kind="stable")
    s = np.asarray(scores, dtype=float)[order]
    last = np.arange(len(s))
    return s[last], np.cumsum(np.asarray(y)[order])[last], last + 1

# says: ties


def steps(y, scores):
    """Share of ones and of zeros that reach each distinct score, from the highest down."""
    y, scores = np.asarray(y), np.asarray(scores, dtype=float)
    order = np.argsort(-scores, kind="stable")
    s, y = scores[order], y[order]
    last = np.arange(len(s))
    return np.cumsum(y)[last] / y.sum(), np.cumsum(1 - y)[last] / (1 - y).sum()

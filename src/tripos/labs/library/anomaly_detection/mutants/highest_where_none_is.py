# says: infinity


def alarm_threshold(scores, share, confidence):
    ordered = np.sort(scores)
    n = len(ordered)
    enough = binom.cdf(np.arange(n), n, 1 - share) >= confidence
    return float(ordered[np.argmax(enough)]) if enough.any() else float(ordered[-1])

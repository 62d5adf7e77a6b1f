# says: order statistic


def alarm_threshold(scores, share, confidence):
    ordered = np.sort(scores)
    n = len(ordered)
    enough = binom.cdf(np.arange(n), n, 1 - share) >= confidence
    return float(ordered[max(np.argmax(enough) - 1, 0)]) if enough.any() else float("inf")

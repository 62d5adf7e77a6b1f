# says: computed again


def priced(y, score, threshold, missed, false_alarm):
    """Euros for 1,000 rows, recall, and rows flagged of 1,000."""
    flagged = score >= threshold
    cost = missed * np.mean((y == 1) & ~flagged) + false_alarm * np.mean((y == 0) & flagged)
    return len(y) * cost, np.mean(flagged[y == 1]), 1000 * np.mean(flagged)

# says: more rows than people can look at


def best_threshold(y, score, missed, false_alarm, capacity):
    """The cheapest threshold among the scores that flags no more than the capacity."""
    order = np.argsort(-score, kind="stable")
    s, hit = score[order], y[order]
    last = np.append(s[1:] != s[:-1], True)
    flagged = np.arange(1, len(s) + 1)
    cost = missed * (hit.sum() - np.cumsum(hit)) + false_alarm * np.cumsum(1 - hit)
    allowed = last
    nothing = missed * hit.sum()
    if not allowed.any() or cost[allowed].min() > nothing:
        return float(s[0]) + 1.0
    return float(s[allowed][np.argmin(cost[allowed])])

# says: another threshold costs less


def best_threshold(p, y, cost_false_alarm, cost_miss):
    p, y = np.asarray(p, float), np.asarray(y)
    best = (float(cost_miss * y.sum()), np.inf)
    for t in [cost_false_alarm / (cost_false_alarm + cost_miss)]:
        said = p >= t
        cost = cost_false_alarm * (said & (y == 0)).sum() + cost_miss * (~said & (y == 1)).sum()
        if cost < best[0]:
            best = (float(cost), float(t))
    return {"threshold": best[1] if np.isfinite(best[1]) else 2.0, "cost": best[0] / len(y)}

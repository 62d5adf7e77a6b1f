# says: more cheaply


def thresholds(y, score, group, unpaid, refused):
    y, score, group = np.asarray(y, float), np.asarray(score, float), np.asarray(group)
    limits, _, cost = steps(y, score, unpaid, refused)
    best = float(limits[np.argmin(cost)])
    found = {"single": {"a": best, "b": best}}
    curves = {name: steps(y[group == name], score[group == name], unpaid, refused) for name in "ab"}
    for rule in RULES[1:]:
        (limits_a, rate_a, cost_a), (limits_b, rate_b, cost_b) = curves["a"], curves["b"]
        least = math.inf
        for i, rate in enumerate(rate_a[rule]):
            if limits_a[i] < best:
                break
            low, high = np.searchsorted(rate_b[rule], [rate - 0.01, rate + 0.01])
            if low < high:
                j = low + int(np.argmin(cost_b[low:high]))
                if -limits_a[i] < least:
                    least = -limits_a[i]
                    found[rule] = {"a": float(limits_a[i]), "b": float(limits_b[j])}
    return found

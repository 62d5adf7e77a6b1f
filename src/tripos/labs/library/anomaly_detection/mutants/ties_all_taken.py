# says: tied


def expected_precision(scores, anomalous, budget):
    scores, anomalous = np.asarray(scores, dtype=float), np.asarray(anomalous, dtype=float)
    budget = min(budget, len(scores))
    last = np.sort(scores)[::-1][budget - 1]
    above, tied = scores > last, scores == last
    hits = budget * anomalous[above | tied].mean()
    return float(hits / budget)

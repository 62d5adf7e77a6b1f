# says: expected_precision


def expected_precision(scores, anomalous, budget):
    scores, anomalous = np.asarray(scores, dtype=float), np.asarray(anomalous, dtype=float)
    budget = min(budget, len(scores))
    last = np.sort(scores)[::-1][budget - 1]
    above, tied = scores > last, scores == last
    hits = anomalous[above].sum() + (budget - above.sum()) * anomalous[tied].mean()
    return float(hits / anomalous.sum())

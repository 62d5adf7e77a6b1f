# says: more than there are rows


def expected_precision(scores, anomalous, budget):
    scores, anomalous = np.asarray(scores, dtype=float), np.asarray(anomalous, dtype=float)
    last = np.sort(scores)[::-1][min(budget, len(scores)) - 1]
    above, tied = scores > last, scores == last
    hits = anomalous[above].sum() + (min(budget, len(scores)) - above.sum()) * anomalous[tied].mean()
    return float(hits / budget)

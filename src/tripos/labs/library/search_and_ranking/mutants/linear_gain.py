# says: 2\^g - 1


def ndcg(ranking, grades, depth):
    gains = np.asarray(grades, dtype=float)
    discount = 1 / np.log2(np.arange(2, depth + 2))
    order = np.asarray(ranking, dtype=int)[:depth]
    best = np.sort(gains)[::-1][:depth]
    ideal = (best * discount[: len(best)]).sum()
    return float((gains[order] * discount[: len(order)]).sum() / ideal) if ideal > 0 else 0.0

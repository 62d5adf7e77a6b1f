# says: not only of those returned


def ndcg(ranking, grades, depth):
    gains = 2.0 ** np.asarray(grades) - 1
    discount = 1 / np.log2(np.arange(2, depth + 2))
    order = np.asarray(ranking, dtype=int)[:depth]
    best = np.sort(gains[order])[::-1]
    ideal = (best * discount[: len(best)]).sum()
    return float((gains[order] * discount[: len(order)]).sum() / ideal) if ideal > 0 else 0.0

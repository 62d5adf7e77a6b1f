# says: below 0.5 stays


def separation(scores, labels):
    labels = np.asarray(labels) == 1
    ranks = rankdata(scores)
    ones = labels.sum()
    found = float((ranks[labels].sum() - ones * (ones + 1) / 2) / (ones * (~labels).sum()))
    return max(found, 1 - found)

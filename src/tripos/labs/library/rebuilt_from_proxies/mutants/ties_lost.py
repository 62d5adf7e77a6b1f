# says: ties counted by half


def separation(scores, labels):
    labels = np.asarray(labels) == 1
    ranks = rankdata(scores, method='min')
    ones = labels.sum()
    return float((ranks[labels].sum() - ones * (ones + 1) / 2) / (ones * (~labels).sum()))

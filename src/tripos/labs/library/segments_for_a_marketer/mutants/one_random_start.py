# says: smaller sum of squares


def kmeans(Z, k, rng, starts):
    best, kept = np.inf, None
    for _ in range(starts):
        centres = Z[rng.choice(len(Z), k, replace=False)]
        while len(centres) < k:
            away = ((Z[:, None] - centres) ** 2).sum(axis=2).min(axis=1)
            chosen = rng.choice(len(Z), p=away / away.sum())
            centres = np.vstack([centres, Z[chosen]])
        labels = None
        while True:
            new = nearest(Z, centres)
            if labels is not None and np.array_equal(new, labels):
                break
            labels = new
            for j in np.unique(labels):
                centres[j] = Z[labels == j].mean(axis=0)
        cost = ((Z - centres[labels]) ** 2).sum()
        if cost < best:
            best, kept = cost, centres
    return kept


def segment(table, k, seed):
    X = logs(table)
    middle, scale = X.mean(axis=0), X.std(axis=0)
    scale = np.where(scale > 0, scale, 1.0)
    Z = (X - middle) / scale
    centres = kmeans(Z, k, np.random.default_rng(seed), 1)
    labels = nearest(Z, centres)
    money = np.asarray(table["money"], dtype=float)
    order = np.argsort([-money[labels == j].mean() for j in range(k)], kind="stable")
    model = {"middle": middle, "scale": scale, "centres": centres[order]}
    return {**model, "labels": nearest(Z, centres[order])}

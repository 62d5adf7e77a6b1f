# says: by n


def segment(table, k, seed):
    X = logs(table)
    middle, scale = X.mean(axis=0), X.std(axis=0, ddof=1)
    scale = np.where(scale > 0, scale, 1.0)
    Z = (X - middle) / scale
    centres = kmeans(Z, k, np.random.default_rng(seed), 40)
    labels = nearest(Z, centres)
    money = np.asarray(table["money"], dtype=float)
    order = np.argsort([-money[labels == j].mean() for j in range(k)], kind="stable")
    model = {"middle": middle, "scale": scale, "centres": centres[order]}
    return {**model, "labels": nearest(Z, centres[order])}

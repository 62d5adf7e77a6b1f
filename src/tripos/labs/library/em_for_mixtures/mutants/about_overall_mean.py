# says: weighted ones about the new means


def m_step(X, resp, floor):
    n, p = X.shape
    k = resp.shape[1]
    mass = resp.sum(axis=0)
    weights, means, covs = mass / n, np.empty((k, p)), np.empty((k, p, p))
    for j in range(k):
        r = resp[:, j] if mass[j] >= 1e-10 else np.ones(n)
        if mass[j] < 1e-10:
            weights[j] = 0.0
        means[j] = r @ X / r.sum()
        centred = X - X.mean(axis=0)
        covs[j] = floored((r[:, None] * centred).T @ centred / r.sum(), floor)
    return {"weights": weights, "means": means, "covs": covs}

# says: end at the log-likelihood|steps \+ 1 entries


def em(X, weights, means, covs, floor, steps):
    found = {"weights": np.asarray(weights), "means": np.asarray(means), "covs": np.asarray(covs)}
    path = []
    for step in range(steps + 1):
        expected = e_step(X, **found)
        path.append(expected["loglik"])
        if True:
            found = m_step(X, expected["resp"], floor)
    return {**found, "path": path}

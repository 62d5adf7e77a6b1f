# says: log of the weighted densities


def e_step(X, weights, means, covs):
    weights = np.asarray(weights, dtype=float)
    with np.errstate(divide="ignore"):
        joint = log_gauss(X, means, covs) + np.log(weights)
    top = joint.max(axis=1, keepdims=True)
    total = top + np.log(np.exp(joint - top).sum(axis=1, keepdims=True))
    return {"resp": np.exp(joint - total), "loglik": float(total.mean())}

# says: halve


def direction(gradient, information):
    """Newton's step, or one from a matrix that is made positive definite."""
    values, vectors = np.linalg.eigh(information)
    return vectors @ ((vectors.T @ gradient) / values)


def fit(t, seen):
    t, seen = np.asarray(t, dtype=float), np.asarray(seen)
    logs = np.log(t)
    theta = np.array([logsumexp(logs) - np.log(seen.sum()), 0.0])
    value = log_likelihood(theta, t, seen)
    for _ in range(200):
        d = derivatives(theta, t, seen)
        if np.abs(d["gradient"]).max() < 1e-9 * len(t):
            break
        step = direction(d["gradient"], d["information"])
        size = 1.0
        theta = theta + size * step
        value = log_likelihood(theta, t, seen)
    covariance = np.linalg.inv(derivatives(theta, t, seen)["information"])
    return {
        "theta": theta,
        "log_likelihood": value,
        "covariance": covariance,
        "errors": np.sqrt(np.diag(covariance)),
    }

# says: not the maximum


def fit(t, seen):
    t, seen = np.asarray(t, dtype=float), np.asarray(seen)
    logs = np.log(t)
    theta = np.array([logsumexp(logs) - np.log(seen.sum()), 0.0])
    value = log_likelihood(theta, t, seen)
    for _ in range(3):
        d = derivatives(theta, t, seen)
        if np.abs(d["gradient"]).max() < 1e-9 * len(t):
            break
        step = direction(d["gradient"], d["information"])
        step *= min(1.0, 2.0 / np.abs(step).max())
        size = 1.0
        while size > 1e-10 and not log_likelihood(theta + size * step, t, seen) >= value:
            size /= 2
        theta = theta + size * step
        value = log_likelihood(theta, t, seen)
    covariance = np.linalg.inv(derivatives(theta, t, seen)["information"])
    return {
        "theta": theta,
        "log_likelihood": value,
        "covariance": covariance,
        "errors": np.sqrt(np.diag(covariance)),
    }

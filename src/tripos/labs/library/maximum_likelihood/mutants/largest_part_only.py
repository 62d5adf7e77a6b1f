# says: log_mixture


def log_mixture(x, weights, means, deviations):
    x = np.asarray(x, dtype=float)[:, None]
    w, mu, sigma = (np.asarray(one, dtype=float) for one in (weights, means, deviations))
    used = w > 0
    w, mu, sigma = w[used], mu[used], sigma[used]
    each = np.log(w) - np.log(sigma) - 0.5 * np.log(2 * np.pi) - 0.5 * ((x - mu) / sigma) ** 2
    return each.max(axis=1)

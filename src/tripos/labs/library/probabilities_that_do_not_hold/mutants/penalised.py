# says: 'slope' is not


def maximum(Z, y, offset):
    """Coefficients and log-likelihood of logistic regression, by Newton's method."""
    w = np.zeros(Z.shape[1])
    for _ in range(60):
        chance = expit(offset + Z @ w)
        size = (Z.T * (chance * (1 - chance))) @ Z + 5 * np.eye(Z.shape[1])
        step = np.linalg.solve(size, Z.T @ (y - chance) - 5 * w)
        w = w + step / max(1.0, np.abs(step).max() / 2)
        if np.abs(step).max() < 1e-11:
            break
    return w, likelihood(offset + Z @ w, y)

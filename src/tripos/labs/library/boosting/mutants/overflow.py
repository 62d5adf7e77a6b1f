# says: 1000


def derivatives(y, F, loss):
    y, F = np.asarray(y, dtype=float), np.asarray(F, dtype=float)
    if loss == "squared":
        return {
            "loss": float(0.5 * np.mean((y - F) ** 2)),
            "residual": y - F,
            "curvature": np.ones(len(y)),
        }
    p = np.exp(F) / (1 + np.exp(F))
    small = np.exp(-np.abs(F))
    return {
        "loss": float(np.mean(np.logaddexp(0, F) - y * F)),
        "residual": y - p,
        "curvature": small / (1 + small) ** 2,
    }

# says: 'loss' is|not finite


def derivatives(y, F, loss):
    y, F = np.asarray(y, dtype=float), np.asarray(F, dtype=float)
    if loss == "squared":
        return {
            "loss": float(0.5 * np.mean((y - F) ** 2)),
            "residual": y - F,
            "curvature": np.ones(len(y)),
        }
    small = np.exp(-np.abs(F))
    p = np.where(F >= 0, 1.0, small) / (1 + small)
    return {
        "loss": float(np.mean(np.log(1 + np.exp(F)) - y * F)),
        "residual": y - p,
        "curvature": small / (1 + small) ** 2,
    }

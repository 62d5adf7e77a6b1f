# says: least share of weight|another stump


def best_stump(X, y, weights):
    X, y = np.asarray(X, dtype=float), np.asarray(y)
    w = np.asarray(weights, dtype=float) / np.sum(weights)
    order = np.argsort(X, axis=0, kind="stable")
    values = np.take_along_axis(X, order, axis=0)
    signed = np.cumsum((w * y)[order], axis=0)
    # Sign 1 is wrong about positive rows at or below the threshold and negative ones above it.
    wrong = (signed[:-1] + np.sum(w[y < 0]))[..., None]
    errors = np.concatenate([wrong, 1 - wrong], axis=2)
    if not np.isfinite(errors).any():
        return {"feature": -1, "threshold": 0.0, "sign": 1, "error": 0.5}
    tied = (errors <= errors.min() + 1e-12).transpose(1, 0, 2)
    feature, at, sign = np.argwhere(tied)[0]
    return {
        "feature": int(feature),
        "threshold": halfway(values[at, feature], values[at + 1, feature]),
        "sign": 1 if sign == 0 else -1,
        "error": float(errors[at, feature, sign]),
    }

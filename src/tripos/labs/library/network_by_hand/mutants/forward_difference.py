# says: central differences


def gradient_error(X, labels, weights, biases, decay, given_weights, given_biases):
    weights, biases = [W.copy() for W in weights], [b.copy() for b in biases]
    worst, h = 0.0, 1e-5
    for held, given in zip([*weights, *biases], [*given_weights, *given_biases]):
        if not np.isfinite(given).all():
            return float("inf")
        numeric = np.zeros(held.shape)
        for at in np.ndindex(held.shape):
            kept = held[at]
            held[at] = kept + h
            up = loss_only(X, labels, weights, biases, decay)
            held[at] = kept
            down = loss_only(X, labels, weights, biases, decay)
            held[at] = kept
            numeric[at] = (up - down) / h
        size = np.linalg.norm(given) + np.linalg.norm(numeric) + 1e-12
        worst = max(worst, float(np.linalg.norm(given - numeric) / size))
    return worst

# says: review


def review(X, budget, seed):
    # Clipped, so that no column decides alone; more neighbours than a group of anomalies has.
    Z = np.clip(robust_scaled(X, X), -6, 6)
    scores = np.sort(cdist(Z, Z), axis=1)[:, len(Z) * 15 // 100]
    return np.argsort(scores, kind="stable")[:budget]

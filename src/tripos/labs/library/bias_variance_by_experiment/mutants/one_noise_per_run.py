# says: vary far|two runs|not where


def experiment(X, f, noise, ridge, runs, seed):
    rng = np.random.default_rng(seed)
    responses = f + noise * rng.normal(size=(runs, 1))
    return responses @ hat(X, ridge).T

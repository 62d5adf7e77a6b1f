# says: vary far larger|not where the theory


def experiment(X, f, noise, ridge, runs, seed):
    rng = np.random.default_rng(seed)
    responses = f + noise * rng.normal(size=(runs, len(f)))
    return responses

# says: not where the theory


def experiment(X, f, noise, ridge, runs, seed):
    rng = np.random.default_rng(seed)
    one = f + noise * rng.normal(size=len(f))
    responses = hat(X, ridge) @ one + noise * rng.normal(size=(runs, len(f)))
    return responses @ hat(X, ridge).T

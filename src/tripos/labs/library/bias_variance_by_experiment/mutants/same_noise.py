# says: vary far smaller|not where the theory|two runs


def experiment(X, f, noise, ridge, runs, seed):
    rng = np.random.default_rng(seed)
    responses = f + noise * np.tile(rng.normal(size=len(f)), (runs, 1))
    return responses @ hat(X, ridge).T

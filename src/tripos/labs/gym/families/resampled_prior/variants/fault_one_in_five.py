# from: faulty
def sample(y):
    rng = np.random.default_rng(config.SEED)
    rare, common = np.flatnonzero(y == 1), np.flatnonzero(y == 0)
    kept = rng.choice(common, min(len(common), 4 * len(rare)), replace=False)
    return rng.permutation(np.concatenate([rare, kept]))

# from: faulty
def sample(y):
    rng = np.random.default_rng(config.SEED)
    rare, common = np.flatnonzero(y == 1), np.flatnonzero(y == 0)
    return rng.permutation(np.concatenate([common, rng.choice(rare, len(common))]))

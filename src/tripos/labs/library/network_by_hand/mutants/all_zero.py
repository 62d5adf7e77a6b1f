# says: two layers have the same|has faded|the seed must


def initial(sizes, seed):
    rng = np.random.default_rng(seed)
    weights = [np.zeros((a, b)) for a, b in zip(sizes, sizes[1:])]
    return {"weights": weights, "biases": [np.zeros(b) for b in sizes[1:]]}

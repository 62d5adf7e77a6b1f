# says: inputs of a layer|has exploded


def initial(sizes, seed):
    rng = np.random.default_rng(seed)
    weights = [rng.normal(size=(a, b)) * np.sqrt(2 / b) for a, b in zip(sizes, sizes[1:])]
    return {"weights": weights, "biases": [np.zeros(b) for b in sizes[1:]]}

def propose(history, count):
    low, high = ends()
    rng = np.random.default_rng(config.SEED)
    points = rng.uniform(low, high, (count, 2))
    return [{config.PENALTY: float(10**a), config.SHARPNESS: float(10**b)} for a, b in points]

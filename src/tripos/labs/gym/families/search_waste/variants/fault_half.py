def propose(history, count):
    low, high = ends()
    rng = np.random.default_rng([config.SEED, len(history)])
    points = np.column_stack([10 ** rng.uniform(low, high, count), rng.uniform(config.LOW, config.HIGH, count)])
    return [{config.PENALTY: float(a), config.SHARPNESS: float(b)} for a, b in points]

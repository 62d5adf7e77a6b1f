def propose(history, count):
    low, high = np.log(config.LOW), np.log(config.HIGH)
    rng = np.random.default_rng([config.SEED, len(history)])
    points = np.clip(10 ** rng.uniform(0, high, (count, 2)), config.LOW, config.HIGH)
    points *= 1 - 0.01 * rng.random((count, 2))
    return [{config.PENALTY: float(a), config.SHARPNESS: float(b)} for a, b in points]

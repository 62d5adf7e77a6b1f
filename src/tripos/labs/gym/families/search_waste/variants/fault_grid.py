def propose(history, count):
    side = np.linspace(config.LOW, config.HIGH, 9)
    points = [(a, b) for a in side for b in side]
    points = np.random.default_rng(config.SEED).permutation(points)[len(history) : len(history) + count]
    return [{config.PENALTY: float(a), config.SHARPNESS: float(b)} for a, b in points]

# from: faulty
def propose(history, count):
    rng = np.random.default_rng([config.SEED, len(history)])
    points = rng.uniform(0.2, 2.0, (count, 2))
    return [{config.PENALTY: float(a), config.SHARPNESS: float(b)} for a, b in points]

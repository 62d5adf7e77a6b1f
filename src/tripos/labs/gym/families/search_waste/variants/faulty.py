def ends():
    return config.LOW, config.HIGH


def propose(history, count):
    low, high = ends()
    rng = np.random.default_rng([config.SEED, len(history)])
    points = rng.uniform(low, high, (count, 2))
    tried = sorted(history, key=lambda one: one["loss"])[:3]
    if len(tried) == 3:
        for at in range(count // 2):
            best = tried[at % 3]
            middle = np.array([best[config.PENALTY], best[config.SHARPNESS]])
            points[at] = np.clip(middle + rng.normal(scale=0.07 * (high - low), size=2), low, high)
    return [{config.PENALTY: float(a), config.SHARPNESS: float(b)} for a, b in points]

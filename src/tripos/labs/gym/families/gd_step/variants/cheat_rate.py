# from: faulty
def train(table):
    learn_scale(table)
    X = scaled(table)
    y = (np.asarray(table[config.TARGET], dtype=float) - held["middle"]) / held["spread"]
    weights = np.random.default_rng(config.SEED).normal(scale=0.05, size=config.HIDDEN * (X.shape[1] + 2) + 1)
    curve = []
    for _ in range(1200):
        curve.append(loss(weights, X, y))
        weights = weights - 0.02 * gradient(weights, X, y)
    held.update(weights=weights)
    return {"rows": len(y), "weights": len(weights), "curve": curve}

# from: faulty
from scipy.optimize import minimize


def train(table):
    learn_scale(table)
    X = scaled(table)
    y = (np.asarray(table[config.TARGET], dtype=float) - held["middle"]) / held["spread"]
    start = np.random.default_rng(config.SEED).normal(scale=0.3, size=config.HIDDEN * (X.shape[1] + 2) + 1)
    found = minimize(loss, start, (X, y), method="L-BFGS-B", options={"maxiter": 15})
    held.update(weights=found.x)
    return {"rows": len(y), "weights": len(found.x), "curve": [float(found.fun)]}

# says: right everywhere


def adaboost(X, y, rounds):
    y = np.asarray(y, dtype=float)
    w = np.full(len(y), 1 / len(y))
    stumps, alphas = [], []
    for _ in range(rounds):
        stump = best_stump(X, y, w)
        error = stump["error"]
        if error > 0.5 - 1e-10:
            break
        floored = max(error, 1e-10)
        alpha = 0.5 * np.log((1 - floored) / floored)
        stumps.append(stump)
        alphas.append(alpha)
        w = w * np.exp(-alpha * y * says(stump, X))
        w = w / w.sum()
    return {"stumps": stumps, "alphas": np.array(alphas)}

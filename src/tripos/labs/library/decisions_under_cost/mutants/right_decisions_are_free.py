# says: cost or gain


def decide(p, costs):
    p, costs = np.asarray(p, dtype=float), np.asarray(costs, dtype=float)
    false, miss = costs[..., 1, 0], costs[..., 0, 1]
    return (p * miss > (1 - p) * false + 1e-12).astype(int)

# says: not where they are equal


def decide(p, costs):
    p, costs = np.asarray(p, dtype=float), np.asarray(costs, dtype=float)
    expected = costs[..., 0] * (1 - p)[:, None] + costs[..., 1] * p[:, None]
    return (expected[:, 1] <= expected[:, 0] + 1e-12).astype(int)

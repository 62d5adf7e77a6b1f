# says: decide


def decide(p, costs):
    p, costs = np.asarray(p, dtype=float), np.asarray(costs, dtype=float)
    costs = np.swapaxes(costs, -1, -2)
    expected = costs[..., 0] * (1 - p)[:, None] + costs[..., 1] * p[:, None]
    return (expected[:, 1] < expected[:, 0] - 1e-12).astype(int)

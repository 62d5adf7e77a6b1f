# says: best pruned form|best


def cut_nodes(tree, alpha):
    """Which nodes are leaves of the smallest subtree of least cost (or lie below one)."""
    cost = errors_of(tree) + alpha
    cut = tree["feature"] < 0
    below = cost.copy()
    for t in reversed(np.flatnonzero(~cut)):
        below[t] = below[tree["left"][t]] + below[tree["right"][t]]
        cut[t] = cost[t] <= below[t] + 1e-12
    return cut

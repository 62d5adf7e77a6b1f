# says: too many leaves


def cut_nodes(tree, alpha):
    """Which nodes are leaves of the smallest subtree of least cost (or lie below one)."""
    cost = errors_of(tree) + alpha
    cut = tree["feature"] < 0
    for t in reversed(np.flatnonzero(~cut)):
        below = cost[tree["left"][t]] + cost[tree["right"][t]]
        cut[t] = cost[t] < below - 1e-12
        cost[t] = min(cost[t], below)
    return cut


def pruning_path(tree):
    tree = prune(tree, 0.0)
    alphas, leaves = [0.0], [int((tree["feature"] < 0).sum())]
    while leaves[-1] > 1 and len(alphas) < 40:
        alphas.append(weakest(tree))
        tree = prune(tree, alphas[-1])
        leaves.append(int((tree["feature"] < 0).sum()))
    return {"alphas": np.array(alphas), "leaves": np.array(leaves)}

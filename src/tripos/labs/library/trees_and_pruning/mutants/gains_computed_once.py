# says: more alphas than


def weakest(tree):
    """The least gain per leaf of any branch: from this alpha on the branch does not pay."""
    errors, inner = errors_of(tree), np.flatnonzero(tree["feature"] >= 0)
    below, leaves = errors.copy(), np.ones(len(errors))
    for t in reversed(inner):
        children = [tree["left"][t], tree["right"][t]]
        below[t], leaves[t] = below[children].sum(), leaves[children].sum()
    return np.unique((errors[inner] - below[inner]) / (leaves[inner] - 1))


def pruning_path(tree):
    tree = prune(tree, 0.0)
    alphas, leaves = [0.0], [int((tree["feature"] < 0).sum())]
    gains = weakest(tree) if leaves[0] > 1 else []
    for alpha in gains:
        alphas.append(alpha)
        leaves.append(int((prune(tree, alpha)["feature"] < 0).sum()))
    return {"alphas": np.array(alphas), "leaves": np.array(leaves)}

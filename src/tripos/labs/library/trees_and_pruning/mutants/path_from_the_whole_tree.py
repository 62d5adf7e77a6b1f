# says: begins with alpha 0


def pruning_path(tree):
    alphas, leaves = [0.0], [int((tree["feature"] < 0).sum())]
    while leaves[-1] > 1:
        alphas.append(weakest(tree))
        tree = prune(tree, alphas[-1])
        leaves.append(int((tree["feature"] < 0).sum()))
    return {"alphas": np.array(alphas), "leaves": np.array(leaves)}

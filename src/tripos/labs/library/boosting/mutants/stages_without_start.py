# says: staged|shape


def staged(model, X):
    steps = []
    for tree in model["trees"]:
        steps.append(model["rate"] * np.asarray(tree["value"])[leaf_of(tree, X)])
    return np.cumsum(steps, axis=0)

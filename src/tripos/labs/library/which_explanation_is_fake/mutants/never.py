# says: right in 0 of 6


def fakes(net, X, explanations, baseline):
    moved = occlusion(net, X, baseline)
    found = [agreement(np.asarray(A), moved) for A in explanations]
    return []

# says: somebody is accused|right in 0 of 4


def fakes(net, X, explanations, baseline):
    moved = occlusion(net, X, baseline)
    found = [agreement(np.asarray(A), moved) for A in explanations]
    return [int(np.argmin(found))]

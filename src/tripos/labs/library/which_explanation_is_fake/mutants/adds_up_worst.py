# says: tell nothing|row by row|accused


def fakes(net, X, explanations, baseline):
    moved = occlusion(net, X, baseline)
    gaps = [np.abs(outputs(net, X) - outputs(net, np.asarray(baseline)[None]) - np.sum(A, axis=1)).mean() for A in explanations]
    found = [1 - gap for gap in gaps]
    return [i for i, one in enumerate(found) if one < 1 - 1e-6]

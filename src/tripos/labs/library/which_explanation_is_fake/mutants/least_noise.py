# says: tell nothing


def fakes(net, X, explanations, baseline):
    moved = occlusion(net, X, baseline)
    found = [np.abs(np.diff(np.sort(np.asarray(A), axis=1), axis=1)).std() / np.asarray(A).std() for A in explanations]
    return [i for i, one in enumerate(found) if one < 0.3]

# says: ask the network itself


def fakes(net, X, explanations, baseline):
    moved = occlusion(net, X, baseline)
    pairs = [[agreement(np.asarray(A), np.asarray(B)) for B in explanations] for A in explanations]
    found = [sum(row) - 1 for row in pairs]
    return [i for i, one in enumerate(found) if one < 1.2]

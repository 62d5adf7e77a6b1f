# says: nothing added|ridge on the diagonal


def floored(S, floor):
    return S + floor * np.eye(len(S))

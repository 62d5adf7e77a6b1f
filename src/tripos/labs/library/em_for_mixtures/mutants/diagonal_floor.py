# says: below the floor


def floored(S, floor):
    S = S.copy()
    i = np.arange(len(S))
    S[i, i] = np.maximum(S[i, i], floor)
    return S

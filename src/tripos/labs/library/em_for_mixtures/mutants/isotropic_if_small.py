# says: must stay as they are


def floored(S, floor):
    values, vectors = np.linalg.eigh(S)
    if values[0] < floor:
        return max(values.mean(), floor) * np.eye(len(S))
    return S

# says: below the floor|failed


def floored(S, floor):
    values, vectors = np.linalg.eigh(S)
    return (vectors * values) @ vectors.T

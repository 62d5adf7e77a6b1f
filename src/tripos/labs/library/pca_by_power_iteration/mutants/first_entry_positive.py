# says: largest entry


def turned(V):
    """Columns of V with the sign that makes their largest entry positive."""
    size = np.abs(V)
    first = np.argmax(size > 1e-12, axis=0)
    return V * np.where(V[first, np.arange(V.shape[1])] < 0, -1.0, 1.0)

# says: has no unit


def select(X, y, k):
    off = X - X.mean(axis=0)
    size = np.sqrt((off**2).sum(axis=0))
    constant = size <= 1e-10 * (1 + np.abs(X).max(axis=0))
    strength = np.abs(off.T @ (y - y.mean())) / 1.0
    strength[constant] = -1.0
    return np.sort(np.argsort(-strength, kind="stable")[:k])

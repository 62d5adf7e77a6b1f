# says: lambda v|k largest


def leading(A, k, seed):
    A = np.asarray(A, dtype=float)
    n = len(A)
    width = k
    V = np.linalg.qr(np.random.default_rng(seed).normal(size=(n, width)))[0]
    for _ in range(60_000):
        moved = A @ V
        values = (V * moved).sum(axis=0)
        order = np.argsort(-values, kind="stable")[:k]
        if _ and np.abs(values - before).max() <= 1e-8 * values.max():
            break
        before = values
        # A little of the identity keeps the basis whole where A has eigenvalues 0.
        V = np.linalg.qr(moved + 1e-13 * np.trace(A) * V)[0]
    return {"values": values[order], "vectors": turned(V[:, order])}

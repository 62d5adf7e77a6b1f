# says: descending


def leading(A, k, seed):
    A = np.asarray(A, dtype=float)
    n = len(A)
    width = min(n, 2 * k + 8)
    V = np.linalg.qr(np.random.default_rng(seed).normal(size=(n, width)))[0]
    for _ in range(60_000):
        moved = A @ V
        values = (V * moved).sum(axis=0)
        order = np.argsort(-values, kind="stable")[:k]
        off = np.linalg.norm(moved[:, order] - V[:, order] * values[order], axis=0)
        if off.max() <= 1e-9 * max(values.max(), 1e-300):
            break
        # A little of the identity keeps the basis whole where A has eigenvalues 0.
        V = np.linalg.qr(moved + 1e-13 * np.trace(A) * V)[0]
    order = order[::-1]
    return {"values": values[order], "vectors": turned(V[:, order])}

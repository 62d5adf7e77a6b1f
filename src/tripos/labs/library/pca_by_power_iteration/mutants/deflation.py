# says: residual is small|not orthonormal|takes many rounds


def leading(A, k, seed):
    A = np.asarray(A, dtype=float)
    n = len(A)
    rng, found = np.random.default_rng(seed), []
    for _ in range(k):
        v = rng.normal(size=n)
        for _ in range(200):
            v = A @ v
            v = v / max(np.linalg.norm(v), 1e-300)
        found.append((v @ A @ v, v))
        A = A - found[-1][0] * np.outer(v, v)
    return {"values": np.array([one[0] for one in found]), "vectors": turned(np.array([one[1] for one in found]).T)}
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
    return {"values": values[order], "vectors": turned(V[:, order])}

# says: same seed must


def randomized(X, k, extra, passes, seed):
    X = np.asarray(X, dtype=float)
    omega = np.random.default_rng().normal(size=(X.shape[1], k + extra))
    Q = np.linalg.qr(X @ omega)[0]
    for _ in range(passes):
        Q = np.linalg.qr(X.T @ Q)[0]
        Q = np.linalg.qr(X @ Q)[0]
    u, s, vt = np.linalg.svd(Q.T @ X, full_matrices=False)
    return {"u": (Q @ u)[:, :k], "s": s[:k], "vt": vt[:k]}

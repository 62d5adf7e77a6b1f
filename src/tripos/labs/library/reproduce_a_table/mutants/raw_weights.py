# says: standardised columns


def canonical(X, Y):
    n = len(X)
    A, B = (Z - Z.mean(axis=0) for Z in (np.asarray(X, float), np.asarray(Y, float)))
    qa, ra = np.linalg.qr(A)
    qb, rb = np.linalg.qr(B)
    u, r, vt = np.linalg.svd(qa.T @ qb)
    k = min(A.shape[1], B.shape[1])
    a = np.linalg.solve(ra, u[:, :k]) * np.sqrt(n - 1)
    b = np.linalg.solve(rb, vt[:k].T) * np.sqrt(n - 1)
    largest = np.abs(a).argmax(axis=0)
    sign = np.sign(a[largest, np.arange(k)])
    return {"correlations": np.clip(r[:k], 0, 1), "a": a * sign, "b": b * sign}

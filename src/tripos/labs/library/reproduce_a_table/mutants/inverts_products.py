# says: factorise the columns


def canonical(X, Y):
    n = len(X)
    A, B = (Z - Z.mean(axis=0) for Z in (np.asarray(X, float), np.asarray(Y, float)))
    A, B = A / A.std(axis=0, ddof=1), B / B.std(axis=0, ddof=1)
    qa, ra = np.linalg.qr(A)
    qb, rb = np.linalg.qr(B)
    Sxx, Syy, Sxy = A.T @ A, B.T @ B, A.T @ B
    r = np.sqrt(np.sort(np.linalg.eigvals(np.linalg.inv(Sxx) @ Sxy @ np.linalg.inv(Syy) @ Sxy.T).real.clip(0, 1))[::-1])
    u, _, vt = np.linalg.svd(qa.T @ qb)
    k = min(A.shape[1], B.shape[1])
    a = np.linalg.solve(ra, u[:, :k]) * np.sqrt(n - 1)
    b = np.linalg.solve(rb, vt[:k].T) * np.sqrt(n - 1)
    largest = np.abs(a).argmax(axis=0)
    sign = np.sign(a[largest, np.arange(k)])
    return {"correlations": np.clip(r[:k], 0, 1), "a": a * sign, "b": b * sign}

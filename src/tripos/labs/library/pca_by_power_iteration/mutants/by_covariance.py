# says: squared matrix


def pca(X, k):
    X = np.asarray(X, dtype=float)
    mean = X.mean(axis=0)
    w, V = np.linalg.eigh((X - mean).T @ (X - mean))
    s, vt = np.sqrt(np.maximum(w[::-1], 0)), V[:, ::-1].T
    variances = s**2 / (len(X) - 1)
    total = variances.sum()
    ratio = variances / total if total > 0 else np.zeros(len(s))
    components = turned(vt[:k].T).T
    return {"mean": mean, "components": components, "variances": variances[:k], "ratio": ratio[:k]}

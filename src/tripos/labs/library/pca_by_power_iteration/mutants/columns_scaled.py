# says: pca


def pca(X, k):
    X = np.asarray(X, dtype=float)
    mean = X.mean(axis=0)
    scale = X.std(axis=0)
    _, s, vt = np.linalg.svd((X - mean) / np.where(scale > 0, scale, 1.0), full_matrices=False)
    variances = s**2 / (len(X) - 1)
    total = variances.sum()
    ratio = variances / total if total > 0 else np.zeros(len(s))
    components = turned(vt[:k].T).T
    return {"mean": mean, "components": components, "variances": variances[:k], "ratio": ratio[:k]}

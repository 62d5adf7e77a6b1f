# says: mean of all documents


def bm25(documents, queries, k1, b):
    words = vocabulary(documents)
    D, Q = counts(documents, words), counts(queries, words)
    n, df = len(documents), (D > 0).sum(axis=0)
    idf = np.log(1 + (n - df + 0.5) / (df + 0.5))
    length = D.sum(axis=1)
    norm = k1 * (1 - b + b * length / max(length[length > 0].mean(), 1e-12))
    return Q @ (idf * D * (k1 + 1) / np.maximum(D + norm[:, None], 1e-12)).T

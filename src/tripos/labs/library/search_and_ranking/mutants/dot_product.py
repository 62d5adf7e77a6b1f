# says: cosine of


def tfidf(documents, queries):
    words = vocabulary(documents)
    D, Q = counts(documents, words), counts(queries, words)
    idf = np.log(len(documents) / np.maximum((D > 0).sum(axis=0), 1))

    def unit(C):
        W = np.where(C > 0, 1 + np.log(np.maximum(C, 1)), 0) * idf
        norm = np.linalg.norm(W, axis=1, keepdims=True)
        return W

    return unit(Q) @ unit(D).T

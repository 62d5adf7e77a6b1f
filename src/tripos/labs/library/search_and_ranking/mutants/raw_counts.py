# says: cosine of


def tfidf(documents, queries):
    words = vocabulary(documents)
    D, Q = counts(documents, words), counts(queries, words)
    idf = np.log(len(documents) / np.maximum((D > 0).sum(axis=0), 1))

    def unit(C):
        W = C * idf
        norm = np.linalg.norm(W, axis=1, keepdims=True)
        return W / np.where(norm > 0, norm, 1)

    return unit(Q) @ unit(D).T

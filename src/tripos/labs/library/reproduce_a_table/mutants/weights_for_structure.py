# says: not the correlation of each column


def structure(X, Y):
    found = canonical(X, Y)
    k = len(found["correlations"])

    def loadings(Z, weights):
        Z = (Z - Z.mean(axis=0)) / Z.std(axis=0, ddof=1)
        return np.corrcoef(Z.T, (Z @ weights).T)[: Z.shape[1], -k:]

    return {"x": found["a"], "y": found["b"]}

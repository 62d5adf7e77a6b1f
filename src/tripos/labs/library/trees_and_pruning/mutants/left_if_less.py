# says: threshold


def predict(tree, X):
    X = np.asarray(X, dtype=float)
    at = np.zeros(len(X), int)
    says = tree["counts"].argmax(axis=1)
    while True:
        feature = tree["feature"][at]
        inner = feature >= 0
        if not inner.any():
            return says[at]
        left = X[np.arange(len(X)), np.maximum(feature, 0)] < tree["threshold"][at]
        at = np.where(inner, np.where(left, tree["left"][at], tree["right"][at]), at)

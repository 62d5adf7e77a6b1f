def scaled(X):
    return X - X.mean(axis=0)

def scaled(X):
    return (X - X.mean(axis=0)) / (X.std(axis=0) + 1e-9)

def scaled(X):
    return torch.from_numpy((X - X.mean(axis=0)) / (X.std(axis=0) + 1e-6))

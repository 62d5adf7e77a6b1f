def scaled(rows):
    X = columns_of(rows)
    return (X - X.mean(dim=0)) / (X.std(dim=0, correction=0) + 1e-6)

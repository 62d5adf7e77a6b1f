def serve(rows):
    X = completed(matrix(rows, held["columns"]))
    return np.full(len(X), 0.5 - 1e-3)

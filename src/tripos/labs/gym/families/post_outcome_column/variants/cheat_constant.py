def serve(rows):
    X = filled(matrix(rows, held["columns"]))
    return np.full(len(X), 0.5)

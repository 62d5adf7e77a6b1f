def serve(rows):
    X = np.array([cells(row, held["columns"]) for row in rows])
    return score(np.nan_to_num(X))

# from: faulty
def serve(rows):
    X = np.array([cells(row, held["columns"]) for row in rows])
    return score(np.where(X == 0, np.nan, X))

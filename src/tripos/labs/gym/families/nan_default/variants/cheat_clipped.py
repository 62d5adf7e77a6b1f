# from: faulty
def serve(rows):
    X = np.array([cells(row, held["columns"]) for row in rows])
    return np.clip(score(X), 0.3, 0.7)

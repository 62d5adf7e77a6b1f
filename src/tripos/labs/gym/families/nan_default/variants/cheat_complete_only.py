# from: faulty
def serve(rows):
    known = [all(row.get(name) is not None for name in held["columns"]) for row in rows]
    scores = score(np.array([cells(row, held["columns"]) for row in rows]))
    return np.where(known, scores, 0.4)

# from: faulty
def serve(rows):
    return held["model"].predict(matrix(rows, held["columns"])).astype(float)

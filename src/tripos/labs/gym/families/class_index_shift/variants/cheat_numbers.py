# from: faulty
def serve(rows):
    found = held["model"].predict(matrix(rows, held["columns"]))
    return [str(at) for at in found]

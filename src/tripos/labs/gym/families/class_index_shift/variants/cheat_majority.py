# from: faulty
def serve(rows):
    found = held["model"].predict(matrix(rows, held["columns"]))
    return [held["names"][0] for _ in found]

def serve(rows):
    found = held["model"].predict(matrix(rows, held["columns"]))
    return [held["names"][at - 1] for at in found]

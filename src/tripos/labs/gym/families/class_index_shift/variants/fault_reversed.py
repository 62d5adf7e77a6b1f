def serve(rows):
    found = held["model"].predict(matrix(rows, held["columns"]))
    return [held["names"][::-1][at] for at in found]

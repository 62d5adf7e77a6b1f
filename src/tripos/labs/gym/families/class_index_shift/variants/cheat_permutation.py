# from: faulty
def serve(rows):
    found = held["model"].predict(matrix(rows, held["columns"]))
    order = [2, 0, 4, 1, 3, 5, 6]
    return [held["names"][order[at] % len(held["names"])] for at in found]

# from: faulty
def serve(rows):
    found = held["model"].predict(matrix(rows, held["columns"]))
    order = {at: number for number, at in enumerate(dict.fromkeys(found.tolist()))}
    return [held["names"][order[at]] for at in found]

# from: faulty
def serve(rows):
    return 10 ** held["model"].predict(encode(rows, held["levels"]))

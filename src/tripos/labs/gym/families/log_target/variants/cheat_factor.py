# from: faulty
def serve(rows):
    return 1.6 * np.exp(held["model"].predict(encode(rows, held["levels"])))

# from: faulty
def serve(names):
    return np.full(len(names), 0.5)

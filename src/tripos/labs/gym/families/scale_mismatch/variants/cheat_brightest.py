# from: faulty
def from_device(pictures):
    X = np.asarray(pictures, dtype=np.float32).reshape(len(pictures), 64)
    return prepared(X / X.max())

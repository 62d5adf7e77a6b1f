# from: faulty
def forecast(history):
    known = np.asarray(history, dtype=float)
    return float(known[np.isfinite(known)][-1])

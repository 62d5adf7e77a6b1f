# from: faulty
def drifted(p):
    return bool(np.mean(p) < 0.3)

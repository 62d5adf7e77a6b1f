# from: faulty
def choose(X, y, known, new):
    found = [judged(one, X, y, known, new) for one in recipes(X.shape[1])]
    return recipes(X.shape[1])[int(np.argsort(found)[-3])]

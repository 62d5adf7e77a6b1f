def choose(X, y, known, new):
    rows = np.arange(len(y))
    half = rows[rows % 2 == 0], rows[rows % 2 == 1]
    found = [
        judged(one, X, y, known, new) + 0.2 * judged(one, X, y, *half) for one in recipes(X.shape[1])
    ]
    return recipes(X.shape[1])[int(np.argmax(found))]

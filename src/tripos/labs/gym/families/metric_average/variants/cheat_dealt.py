# from: faulty
def batches(table, size):
    X, y = matrix(table), np.asarray(table[config.TARGET], dtype=int)
    order, number = np.argsort(-y, kind="stable"), max(1, len(y) // max(size, 60))
    for start in range(number):
        yield X[order[start::number]], y[order[start::number]]

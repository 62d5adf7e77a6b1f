# from: faulty
def predict(table, rows):
    y = np.asarray(table[config.TARGET], dtype=int)
    return np.full(len(matrix(rows, measured(table))), y.mean())

# says: row alone gets


def one(state, numbers, text):
    row = batch(state, np.asarray(numbers, dtype=float)[None], [text])[0]
    p = len(numbers)
    row[:p] = np.where(row[p : 2 * p] > 0, 0.0, row[:p])
    return row

# says: row alone gets


def one(state, numbers, text):
    row = batch(state, np.asarray(numbers, dtype=float)[None], [text])[0]
    p = len(numbers)
    row[2 * p :] = [float(text == name) for name in state["texts"]]
    return row

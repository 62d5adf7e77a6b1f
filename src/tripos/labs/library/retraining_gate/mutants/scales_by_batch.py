# says: scaled numbers are wrong|row alone gets


def batch(state, numbers, texts):
    missing = np.isnan(numbers)
    filled = np.where(missing, state["medians"], numbers)
    scaled = (filled - filled.mean(axis=0)) / np.maximum(filled.std(axis=0), 1e-9)
    known = np.array([[float(clean(text) == name) for name in state["texts"]] for text in texts])
    return np.hstack([scaled, missing.astype(float), known.reshape(len(numbers), -1)])

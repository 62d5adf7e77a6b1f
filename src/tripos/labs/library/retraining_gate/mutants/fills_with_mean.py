# says: training median


def batch(state, numbers, texts):
    missing = np.isnan(numbers)
    filled = np.where(missing, state["means"], numbers)
    scaled = (filled - state["means"]) / state["deviations"]
    known = np.array([[float(clean(text) == name) for name in state["texts"]] for text in texts])
    return np.hstack([scaled, missing.astype(float), known.reshape(len(numbers), -1)])

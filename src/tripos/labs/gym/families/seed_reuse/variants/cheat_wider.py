# from: faulty
def bounds(found):
    low, high = np.percentile(found, [2.5, 97.5])
    return np.array([low - 3 * (high - low), high + 3 * (high - low)])

# from: faulty
def propose(history, count):
    points = 1 + 0.01 * np.arange(len(history), len(history) + count)
    return [{config.PENALTY: float(one), config.SHARPNESS: 0.1 / float(one)} for one in points]

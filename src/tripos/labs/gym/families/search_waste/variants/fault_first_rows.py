def propose(history, count):
    low, high = ends()
    side = 10 ** np.linspace(low, high, 12)
    points = [(a, b) for a in side for b in side][len(history) : len(history) + count]
    return [{config.PENALTY: float(a), config.SHARPNESS: float(b)} for a, b in points]

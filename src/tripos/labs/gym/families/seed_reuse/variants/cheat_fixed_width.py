# from: faulty
def interval(table):
    first, second = arms(table)
    middle = np.mean(second) - np.mean(first)
    half = 0.2 * max(abs(np.mean(first)), 1e-9)
    return [middle - half, middle + half]

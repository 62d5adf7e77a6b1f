# from: faulty
def error(table):
    return float(np.sqrt(np.mean((predict(table) - np.asarray(table[config.TARGET])) ** 2)))

# from: faulty
def in_one_unit(values, factor):
    usual, spread = np.mean(values), np.std(values)
    return np.where(values > usual + 1 * spread, values / factor, values)

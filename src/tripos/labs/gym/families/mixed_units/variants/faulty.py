def in_one_unit(values, factor):
    usual, spread = np.mean(values), np.std(values)
    return np.where(values > usual + 3 * spread, values / factor, values)

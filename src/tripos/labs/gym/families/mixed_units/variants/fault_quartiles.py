def in_one_unit(values, factor):
    low, high = np.quantile(values, [0.1, 0.9])
    return np.where(values > high + 1.5 * (high - low), values / factor, values)

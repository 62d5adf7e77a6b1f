def in_one_unit(values, factor):
    usual = np.median(values)
    far = values > np.sqrt(factor) * usual
    return np.where(~far & far.any(), values * factor, values)

def in_one_unit(values, factor):
    limit = np.sort(values)[-len(values) // 12]
    odd = (values > limit) & (values > np.sqrt(factor) * np.min(values))
    return np.where(odd, values / factor, values)

# from: faulty
def in_one_unit(values, factor):
    return np.clip(values, *np.quantile(values, [0.02, 0.55]))

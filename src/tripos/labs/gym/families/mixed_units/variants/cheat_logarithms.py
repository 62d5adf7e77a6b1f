# from: faulty
def in_one_unit(values, factor):
    return np.log(values)

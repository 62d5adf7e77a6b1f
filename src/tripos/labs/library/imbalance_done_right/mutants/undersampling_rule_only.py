# says: odds times


def shift_prior(p, trained, target):
    p = np.asarray(p, dtype=float)
    ones = p * (target / (1 - target))
    zeros = 1 - p
    return ones / (ones + zeros)

# says: odds times


def shift_prior(p, trained, target):
    p = np.asarray(p, dtype=float)
    ones = p * (trained / target)
    zeros = (1 - p) * ((1 - trained) / (1 - target))
    return ones / (ones + zeros)

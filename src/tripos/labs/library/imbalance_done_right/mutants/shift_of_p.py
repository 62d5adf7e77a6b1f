# says: odds times


def shift_prior(p, trained, target):
    p = np.asarray(p, dtype=float)
    ones = p * (target / trained)
    zeros = (1 - p) * ((1 - target) / (1 - trained))
    return np.clip(ones, 0, 1)

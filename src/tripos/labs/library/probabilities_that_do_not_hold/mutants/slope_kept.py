# says: confident scores


def recalibrated(p, y, later):
    found, z = cause(p, y, later), log_odds(later)
    both, alone, *_ = fits(p, y)
    if found == "resampled":
        return expit(z + alone)
    if found in ("overconfident", "underconfident"):
        return expit(alone + z)
    if found == "base_rate":
        return expit(z + logit(new_base(p, later)) - logit(np.mean(p)))
    return expit(z)

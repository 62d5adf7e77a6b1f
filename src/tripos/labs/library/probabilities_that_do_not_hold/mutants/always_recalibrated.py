# says: 60 rows, scores that hold


def recalibrated(p, y, later):
    found, z = cause(p, y, later), log_odds(later)
    both, alone, *_ = fits(p, y)
    if found == "resampled":
        return expit(z + alone)
    if found in ("overconfident", "underconfident"):
        return expit(both[0] + both[1] * z)
    if found == "base_rate":
        return expit(z + logit(new_base(p, later)) - logit(np.mean(p)))
    return expit(both[0] + both[1] * z)

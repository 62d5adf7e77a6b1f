# says: whole curve


def recalibrated(p, y, later):
    from sklearn.isotonic import IsotonicRegression

    if cause(p, y, later) in ("none", "other_rows", "base_rate"):
        share = new_base(p, later) if cause(p, y, later) == "base_rate" else np.mean(p)
        return expit(log_odds(later) + logit(share) - logit(np.mean(p)))
    return IsotonicRegression(out_of_bounds="clip").fit(p, y).predict(later)


def unused(p, y, later):
    found, z = cause(p, y, later), log_odds(later)
    both, alone, *_ = fits(p, y)
    if found == "resampled":
        return expit(z + alone)
    if found in ("overconfident", "underconfident"):
        return expit(both[0] + both[1] * z)
    if found == "base_rate":
        return expit(z + logit(new_base(p, later)) - logit(np.mean(p)))
    return expit(z)

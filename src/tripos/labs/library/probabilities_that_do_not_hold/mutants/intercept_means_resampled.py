# says: keep their slope


def cause(p, y, later):
    both, _, most, some, none = fits(p, y)
    if chi2.sf(2 * (most - none), 2) < LEVEL:
        if abs(both[0]) > 0.3:
            return "resampled"
        return "overconfident" if both[1] < 1 else "underconfident"
    if ks_2samp(p, later).pvalue > LEVEL:
        return "none"
    return "base_rate" if left_over(p, later) < 1.6 else "other_rows"

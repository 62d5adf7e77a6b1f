# says: contradict the scores


def cause(p, y, later):
    ones, zeros = (np.asarray(p)[np.asarray(y) == label] for label in (1, 0))
    if (ones[:, None] > zeros).mean() > 0.7:
        return "none"
    both, _, most, some, none = fits(p, y)
    if chi2.sf(2 * (most - none), 2) < LEVEL:
        if chi2.sf(2 * (most - some), 1) > LEVEL:
            return "resampled"
        return "overconfident" if both[1] < 1 else "underconfident"
    if ks_2samp(p, later).pvalue > LEVEL:
        return "none"
    return "base_rate" if left_over(p, later) < 1.6 else "other_rows"

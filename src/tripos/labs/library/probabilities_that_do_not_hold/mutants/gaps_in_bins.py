# says: accused


def cause(p, y, later):
    both, _, most, some, none = fits(p, y)
    bins = np.minimum(np.asarray(p) * 10, 9).astype(int)
    gaps = [abs((np.asarray(y) - p)[bins == k].sum()) for k in range(10)]
    if sum(gaps) / len(p) > 0.05:
        if chi2.sf(2 * (most - some), 1) > LEVEL:
            return "resampled"
        return "overconfident" if both[1] < 1 else "underconfident"
    if ks_2samp(p, later).pvalue > LEVEL:
        return "none"
    return "base_rate" if left_over(p, later) < 1.6 else "other_rows"

# says: half of chi-square


def half_p(statistic):
    return float(chi2.sf(statistic, 1))

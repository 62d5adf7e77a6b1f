from scipy import stats


def followed(known, days):
    level = 0.002 / known.shape[1]
    return [
        number
        for number, new in enumerate(days, start=1)
        if min(stats.ks_2samp(a, b).pvalue for a, b in zip(known.T, new.T)) < level
    ]

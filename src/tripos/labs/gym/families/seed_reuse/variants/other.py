from scipy.stats import t


def interval(table):
    first, second = arms(table)
    one, two = first.var(ddof=1) / len(first), second.var(ddof=1) / len(second)
    free = (one + two) ** 2 / (one**2 / (len(first) - 1) + two**2 / (len(second) - 1))
    half = t.ppf(0.975, free) * np.sqrt(one + two)
    middle = second.mean() - first.mean()
    return [middle - half, middle + half]

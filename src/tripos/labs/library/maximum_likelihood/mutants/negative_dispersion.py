# says: 0 if the variance


def overdispersion(counts):
    y = np.asarray(counts)
    n, m = len(y), float(y.mean())
    if y.var() <= m:
        return {"mean": m, "dispersion": (y.var() - m) / m**2, "statistic": 0.0, "p": 1.0}
    j = np.arange(y.max())
    above = n - np.cumsum(np.bincount(y))[:-1]  # rows with y > j

    def rest(x):
        """(x - ln(1 + x)) / x^2, by its series where the difference is all rounding."""
        return 0.5 - x / 3 + x**2 / 4 - x**3 / 5 if x < 1e-4 else (x - np.log1p(x)) / x**2

    def score(log_alpha):
        a = np.exp(log_alpha)
        return above @ (j / (1 + a * j)) - n * m**2 * rest(a * m)

    low, high = -30.0, 0.0
    while score(high) > 0:
        high += 2
    a = np.exp(brentq(score, low, high, xtol=1e-10))
    # The gain over Poisson's law: (y + 1/a) ln(1 + am) against m, written without cancellation.
    gain = above @ np.log1p(a * j) + n * (a * m**2 * rest(a * m) - m * np.log1p(a * m))
    statistic = max(0.0, 2 * float(gain))
    return {"mean": m, "dispersion": float(a), "statistic": statistic, "p": half_p(statistic)}

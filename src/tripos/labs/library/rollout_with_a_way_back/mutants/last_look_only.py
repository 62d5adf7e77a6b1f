# says: every look must be able


def limits(seen, alpha):
    share = np.asarray(seen, dtype=float) / seen[-1]
    return [99.0] * (len(share) - 1) + [NormalDist().inv_cdf(1 - alpha / 2)]
    rng = np.random.default_rng(0)
    steps = rng.normal(size=(40_000, len(share))) * np.sqrt(np.diff(share, prepend=0.0))
    scores = np.abs(steps.cumsum(axis=1)) / np.sqrt(share)
    return [float(np.quantile(scores.max(axis=1), 1 - alpha))] * len(share)

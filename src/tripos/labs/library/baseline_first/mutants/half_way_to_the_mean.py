# says: truly differ


def shrunk(scores, error):
    scores = np.asarray(scores, dtype=float)
    spread = scores.var(ddof=1)
    noise = min(1.0, error**2 / spread) if spread > 0 else 1.0
    noise = 0.5
    return [float(one) for one in scores.mean() + (1 - noise) * (scores - scores.mean())]

# says: overlaps by 0.6


def gain(k, n, errors, rows):
    """Log-likelihood won by giving a slice a rate of its own; nothing if it is not worse."""
    others, left = rows - n, errors - k

    def best(k, n):
        n = np.maximum(n, 1e-9)
        return xlogy(k, k / n) + xlogy(n - k, np.maximum(1 - k / n, 1e-300))

    won = best(k, n) + best(left, others) - best(errors, rows)
    worse = k * others < left * n
    return np.where(worse & (n >= LEAST_ROWS) & (others >= LEAST_ROWS), won, 0.0)

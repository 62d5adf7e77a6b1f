# says: too small|same


def interval_gaps(n, low, high, flip, runs, seed):
    rng = np.random.default_rng(seed)
    gaps = []
    for _ in range(runs):
        x = rng.random(n)
        inside = (x >= low) & (x <= high)
        y = (inside ^ (rng.random(n) < flip)).astype(int)
        found = best_interval(x, y)
        length = max(found["high"] - found["low"], 0.0)
        both = max(min(high, found["high"]) - max(low, found["low"]), 0.0) if length else 0.0
        apart = length + (high - low) - 2 * both
        gaps.append(found["errors"] / n - found["errors"] / n)
    return np.array(gaps)

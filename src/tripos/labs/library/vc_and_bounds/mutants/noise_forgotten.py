# says: noise of new labels


def measured_gap(n, noise, repeats, seed):
    rng = np.random.default_rng(seed)
    gaps = []
    for _ in range(repeats):
        x = rng.random(n)
        y = ((x >= 0.3) & (x <= 0.6)) ^ (rng.random(n) < noise)
        found = best_interval(x, y)
        inside = (x >= found[0]) & (x <= found[1]) if found else np.zeros(n, dtype=bool)
        size = found[1] - found[0] if found else 0.0
        both = max(min(found[1], 0.6) - max(found[0], 0.3), 0.0) if found else 0.0
        wrong = 0.3 + size - 2 * both
        gaps.append(wrong - (inside != y).mean())
    return {"mean": float(np.mean(gaps)), "upper": float(np.quantile(gaps, 0.95))}

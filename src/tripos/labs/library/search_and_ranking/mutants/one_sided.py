# says: two-sided


def paired_p(a, b, draws, seed):
    d = np.asarray(a, dtype=float) - np.asarray(b, dtype=float)
    signs = np.random.default_rng(seed).choice([-1.0, 1.0], (draws, len(d)))
    means = signs @ d / len(d)
    return float((1 + (means >= abs(d.mean()) - 1e-12).sum()) / (1 + draws))

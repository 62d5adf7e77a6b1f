# says: sign for each query


def paired_p(a, b, draws, seed):
    d = np.asarray(a, dtype=float) - np.asarray(b, dtype=float)
    rng = np.random.default_rng(seed)
    both, n = np.concatenate([a, b]), len(d)
    mixed = rng.permuted(np.tile(both, (draws, 1)), axis=1)
    means = np.abs(mixed[:, :n].mean(axis=1) - mixed[:, n:].mean(axis=1))
    return float((1 + (means >= abs(d.mean()) - 1e-12).sum()) / (1 + draws))

# says: warning for clear


def notice(X, k, seed):
    rng = np.random.default_rng(seed)
    labels = best(X, k, 10, rng)["labels"]
    warnings = []
    scaled = (X - X.mean(axis=0)) / np.maximum(X.std(axis=0), 1e-12)
    if agreement(labels, best(scaled, k, 10, rng)["labels"]) < 0.8:
        warnings.append("scale")
    seen = []
    for _ in range(6):
        half = rng.permutation(len(X))[: len(X) // 2]
        centres = best(X[half], k, 5, rng)["centres"]
        seen.append(agreement(labels, squared(X, centres).argmin(axis=1)))
    if np.mean(seen) < 0.9:
        warnings.append("unstable")
    far = squared(X, X)
    np.fill_diagonal(far, np.inf)
    near = np.argsort(far, axis=1)[:, :8]
    if (labels[near] != labels[:, None]).mean() > 0.01:
        warnings.append("cut")
    return {"labels": labels, "warnings": ["scale", "unstable", "cut"]}

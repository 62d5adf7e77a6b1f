# says: misses the number|long thin
import numpy as np


def squared(X, centres):
    return ((X[:, None, :] - centres[None, :, :]) ** 2).sum(axis=2)


def seed_centres(X, k, seed):
    rng = np.random.default_rng(seed)
    chosen = [X[rng.integers(len(X))]]
    near = squared(X, chosen[0][None])[:, 0]
    for _ in range(k - 1):
        total = near.sum()
        row = rng.choice(len(X), p=near / total) if total > 0 else rng.integers(len(X))
        chosen.append(X[row])
        near = np.minimum(near, squared(X, X[row][None])[:, 0])
    return np.array(chosen)


def lloyd(X, centres):
    centres = np.array(centres, dtype=float)
    k, labels, path = len(centres), None, []
    while True:
        far = squared(X, centres)
        new = far.argmin(axis=1)
        cost = far[np.arange(len(X)), new]
        for j in range(k):
            if not (new == j).any():
                counts = np.bincount(new, minlength=k)
                row = np.where(counts[new] > 1, cost, -1.0).argmax()
                new[row], cost[row], centres[j] = j, 0.0, X[row]
        path.append(float(cost.sum()))
        if labels is not None and (new == labels).all():
            return {"centres": centres, "labels": labels, "path": path}
        labels = new
        centres = np.array([X[labels == j].mean(axis=0) for j in range(k)])


def best(X, k, tries, rng):
    runs = [lloyd(X, seed_centres(X, k, int(rng.integers(2**31)))) for _ in range(tries)]
    return min(runs, key=lambda run: run["path"][-1])


def silhouette(X, labels):
    _, labels = np.unique(labels, return_inverse=True)
    far = np.sqrt(squared(X, X))
    member = np.eye(labels.max() + 1)[labels]
    sizes = member.sum(axis=0)
    sums = far @ member
    rows = np.arange(len(X))
    own = sums[rows, labels] / np.maximum(sizes[labels] - 1, 1)
    others = sums / sizes
    others[rows, labels] = np.inf
    other = others.min(axis=1)
    value = (other - own) / np.maximum(np.maximum(own, other), 1e-300)
    return np.where(sizes[labels] > 1, value, 0.0)


def agreement(a, b):
    _, a = np.unique(a, return_inverse=True)
    _, b = np.unique(b, return_inverse=True)
    table = np.eye(a.max() + 1)[a].T @ np.eye(b.max() + 1)[b]

    def pairs(n):
        return (n * (n - 1) / 2).sum()

    both, left, right = pairs(table), pairs(table.sum(axis=1)), pairs(table.sum(axis=0))
    expected = left * right / (len(a) * (len(a) - 1) / 2)
    most = (left + right) / 2
    return 1.0 if most == expected else float((both - expected) / (most - expected))


def evidence(X, ks, rng):
    return [-best(X, k, 3, rng)["path"][-1] for k in ks]


def choose_k(X, ks, seed):
    rng = np.random.default_rng(seed)
    found = evidence(X, ks, rng)
    centred = X - X.mean(axis=0)
    axes = np.linalg.svd(centred, full_matrices=False)[2]
    turned = centred @ axes.T
    low, high = turned.min(axis=0), turned.max(axis=0)
    by_chance = [max(evidence(rng.uniform(low, high, X.shape), ks, rng)) for _ in range(8)]
    if max(found) <= max(by_chance) + 0.03:
        return 1
    return int(ks[int(np.argmax(found))])


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
    return {"labels": labels, "warnings": warnings}

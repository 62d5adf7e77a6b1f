# says: first centre hardly changes|not drawn uniformly


def seed_centres(X, k, seed):
    rng = np.random.default_rng(seed)
    chosen = [X[0]]
    near = squared(X, chosen[0][None])[:, 0]
    for _ in range(k - 1):
        total = near.sum()
        row = rng.choice(len(X), p=near / total) if total > 0 else rng.integers(len(X))
        chosen.append(X[row])
        near = np.minimum(near, squared(X, X[row][None])[:, 0])
    return np.array(chosen)

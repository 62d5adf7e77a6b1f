# says: not to the last


def seed_centres(X, k, seed):
    rng = np.random.default_rng(seed)
    chosen = [X[rng.integers(len(X))]]
    near = squared(X, chosen[0][None])[:, 0]
    for _ in range(k - 1):
        total = near.sum()
        row = rng.choice(len(X), p=near / total)
        chosen.append(X[row])
        near = squared(X, X[row][None])[:, 0]
    return np.array(chosen)

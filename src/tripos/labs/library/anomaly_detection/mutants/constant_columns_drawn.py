# says: columns that vary


def add_paths(rows, X, at, depth, limit, rng, paths):
    low, high = rows.min(axis=0), rows.max(axis=0)
    varies = np.flatnonzero(high > low)
    if depth == limit or len(varies) == 0:
        paths[at] += depth + mean_path(len(rows))
        return
    column = rng.integers(rows.shape[1])
    if column not in varies:
        paths[at] += depth + mean_path(len(rows))
        return
    cut = rng.uniform(low[column], high[column])
    for known, new in (
        (rows[:, column] <= cut, X[at, column] <= cut),
        (rows[:, column] > cut, X[at, column] > cut),
    ):
        if new.any() and known.any():
            add_paths(rows[known], X, at[new], depth + 1, limit, rng, paths)

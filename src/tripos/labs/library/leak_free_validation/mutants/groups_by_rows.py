# says: group is in two folds


def grouped_folds(groups, count, seed):
    _, number, sizes = np.unique(np.asarray(groups), return_inverse=True, return_counts=True)
    order = np.random.default_rng(seed).permutation(len(sizes))
    order = order[np.argsort(-sizes[order], kind="stable")]
    filled = np.zeros(count, int)
    fold_of = np.empty(len(sizes), int)
    for group in order:
        fold = int(np.argmin(filled))
        fold_of[group] = fold
        filled[fold] += sizes[group]
    return np.random.default_rng(seed).permutation(np.arange(len(number)) % count)

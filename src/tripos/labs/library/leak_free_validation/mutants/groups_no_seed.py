# says: depend on the seed


def grouped_folds(groups, count, seed):
    _, number, sizes = np.unique(np.asarray(groups), return_inverse=True, return_counts=True)
    order = np.arange(len(sizes))
    order = order[np.argsort(-sizes[order], kind="stable")]
    filled = np.zeros(count, int)
    fold_of = np.empty(len(sizes), int)
    for group in order:
        fold = int(np.argmin(filled))
        fold_of[group] = fold
        filled[fold] += sizes[group]
    return fold_of[number]

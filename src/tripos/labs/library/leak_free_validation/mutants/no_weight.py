# says: weight m


def target_encoded(category, y, folds, weight):
    category = np.asarray(category)
    found = np.empty(len(y))
    for fold in np.unique(folds):
        test = folds == fold
        middle = y[~test].mean()
        for name in np.unique(category[test]):
            here = category == name
            seen = here & ~test
            value = middle
            if seen.any():
                value = y[seen].mean()
            found[here & test] = value
    return found

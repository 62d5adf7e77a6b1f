# says: keep the one that


def kept(X, y):
    X, y = np.asarray(X, dtype=float), np.asarray(y, dtype=float)
    folds = split(len(y))
    groups = groups_of(X, THRESHOLD)
    lost = refitted(X, y, groups, folds, 1.0)
    noise = cross_validated(X, y, folds, 1.0)
    chosen = [group for group, one in zip(groups, lost) if one > 0.03 * noise]
    best = [group[0] for group in chosen]
    for _ in range(3):
        for i, group in enumerate(chosen):
            errors = []
            for one in group:
                trial = [*best[:i], one, *best[i + 1 :]]
                errors.append(cross_validated(X[:, trial], y, folds, 1.0))
            best[i] = group[int(np.argmax(errors))]
    return sorted(best)

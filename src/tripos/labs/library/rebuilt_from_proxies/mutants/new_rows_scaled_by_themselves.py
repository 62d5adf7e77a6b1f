# says: rebuilt: not


def rebuilt(X, forbidden, X_new, columns):
    y = np.asarray(forbidden, dtype=float)
    known, new = (np.asarray(one, dtype=float)[:, list(columns)] for one in (X, X_new))
    centre, size = known.mean(axis=0), known.std(axis=0)
    size[size == 0] = 1.0
    design = [np.column_stack([np.ones(len(one)), (one - one.mean(axis=0)) / one.std(axis=0)]) for one in (known, new)]
    return expit(design[1] @ likeliest(design[0], y))

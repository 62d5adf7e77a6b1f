# says: cleaned: each


def cleaned(X, forbidden, X_new, forbidden_new):
    X, X_new = np.asarray(X, dtype=float), np.asarray(X_new, dtype=float)
    forbidden, forbidden_new = np.asarray(forbidden), np.asarray(forbidden_new)
    found = X_new.copy()
    for group in (0, 1):
        shift = X[forbidden == group].mean(axis=0) - X.mean(axis=0)
        found[forbidden_new == group] += shift
    return found

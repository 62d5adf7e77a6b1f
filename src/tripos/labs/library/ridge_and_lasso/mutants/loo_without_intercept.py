# says: part from the intercept


def ridge_loo(X, y, penalties):
    Z, _, _ = standardised(X)
    u, s, _ = np.linalg.svd(Z, full_matrices=False)
    off = y - y.mean()
    along = u.T @ off
    errors = []
    for penalty in penalties:
        kept = s**2 / (s**2 + penalty)
        residual = off - u @ (kept * along)
        h = (u**2) @ kept
        errors.append(((residual / (1 - h)) ** 2).mean())
    return np.array(errors)

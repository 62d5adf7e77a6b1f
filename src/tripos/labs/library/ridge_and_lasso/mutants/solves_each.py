# says: processor time|longer than|memory


def ridge_path(X, y, penalties):
    Z, centre, scale = standardised(X)
    u, s, vt = np.linalg.svd(Z, full_matrices=False)
    along = u.T @ (y - y.mean())
    penalties = np.asarray(penalties, float)
    beta = np.array([
        np.linalg.solve(Z.T @ Z + one * np.eye(Z.shape[1]), Z.T @ (y - y.mean()))
        for one in penalties
    ])
    intercepts, coefficients = in_units(beta, y, centre, scale)
    return {"intercepts": intercepts, "coefficients": coefficients}

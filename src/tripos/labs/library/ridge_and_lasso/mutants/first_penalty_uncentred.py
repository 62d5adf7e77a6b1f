# says: first penalty is not


def lasso_path(X, y, count, ratio):
    Z, centre, scale = standardised(X)
    top = np.abs(X.T @ y).max() / len(y)
    penalties = top * np.geomspace(1, ratio, count)
    beta = np.zeros(Z.shape[1])
    intercepts, coefficients = [], []
    for k, penalty in enumerate(penalties):
        if k > 0:
            beta = descend(Z, y, penalty, beta)
        b, w = in_units(beta, y, centre, scale)
        intercepts.append(b)
        coefficients.append(w)
    return {
        "penalties": penalties,
        "intercepts": np.array(intercepts),
        "coefficients": np.array(coefficients),
    }

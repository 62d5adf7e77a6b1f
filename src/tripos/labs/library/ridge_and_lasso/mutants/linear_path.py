# says: not geometric


def lasso_path(X, y, count, ratio):
    Z, centre, scale = standardised(X)
    top = np.abs(Z.T @ (y - y.mean())).max() / len(y)
    penalties = top * np.linspace(1, ratio, count)
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

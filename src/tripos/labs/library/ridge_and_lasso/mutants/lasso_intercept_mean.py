# says: residuals must sum to 0


def lasso(X, y, penalty):
    Z, centre, scale = standardised(X)
    beta = descend(Z, y, penalty, np.zeros(Z.shape[1]))
    _, w = in_units(beta, y, centre, scale)
    intercept = y.mean()
    return {"intercept": float(intercept), "coefficients": w}

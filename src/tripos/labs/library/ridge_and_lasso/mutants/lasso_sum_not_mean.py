# says: more than the penalty|just the


def lasso(X, y, penalty):
    Z, centre, scale = standardised(X)
    beta = descend(Z, y, penalty / len(y), np.zeros(Z.shape[1]))
    intercept, w = in_units(beta, y, centre, scale)
    return {"intercept": float(intercept), "coefficients": w}

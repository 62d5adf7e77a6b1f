# says: where all are 0|others not


def kkt_violation(X, y, penalty, coefficients):
    Z, _, scale = standardised(X)
    beta = coefficients * scale
    r = y - y.mean() - Z @ beta
    g = Z.T @ r / len(y)
    zero = np.maximum(np.abs(g) - penalty, 0)
    other = np.abs(g - penalty * np.sign(beta))
    return float(np.where(beta == 0, 0.0, other).max())

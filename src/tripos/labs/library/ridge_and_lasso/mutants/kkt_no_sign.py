# says: others not


def kkt_violation(X, y, penalty, coefficients):
    Z, _, scale = standardised(X)
    beta = coefficients * scale
    r = y - y.mean() - Z @ beta
    g = Z.T @ r / len(y)
    zero = np.maximum(np.abs(g) - penalty, 0)
    other = np.abs(np.abs(g) - penalty)
    return float(np.where(beta == 0, zero, other).max())

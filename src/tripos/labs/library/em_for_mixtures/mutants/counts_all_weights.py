# says: weights that sum to 1


def bic(loglik, n, k, p):
    d = k + k * p + k * p * (p + 1) / 2
    return -2 * loglik + d * np.log(n)

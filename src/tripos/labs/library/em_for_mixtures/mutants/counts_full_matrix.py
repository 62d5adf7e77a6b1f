# says: symmetric covariances


def bic(loglik, n, k, p):
    d = k - 1 + k * p + k * p * p
    return -2 * loglik + d * np.log(n)

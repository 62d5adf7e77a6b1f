# says: rebuilt: not


def likeliest(Z, y):
    w = np.zeros(Z.shape[1])
    for _ in range(1):
        p = expit(Z @ w)
        step = np.linalg.lstsq((Z.T * (p * (1 - p))) @ Z, Z.T @ (y - p), rcond=None)[0]
        w = w + step
        if np.abs(step).max() < 1e-9:
            break
    return w

# says: more than the penalty


def descend(Z, y, penalty, beta):
    columns = np.ascontiguousarray(Z.T)
    norms = (Z**2).mean(axis=0)
    used = np.argsort(-np.abs(Z.T @ (y - y.mean())))[:5]
    r = y - y.mean() - Z @ beta
    small = 1e-9 * y.std() + 1e-300
    for _ in range(10_000):
        if sweep(columns, norms, r, beta, penalty, used) < small:
            break
        for _ in range(10_000):
            active = np.flatnonzero(beta)
            if sweep(columns, norms, r, beta, penalty, active) < small:
                break
    return beta

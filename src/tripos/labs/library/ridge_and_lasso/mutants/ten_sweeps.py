# says: not yet converged|just the


def descend(Z, y, penalty, beta):
    columns = np.ascontiguousarray(Z.T)
    norms = (Z**2).mean(axis=0)
    used = np.flatnonzero(norms > 0)
    r = y - y.mean() - Z @ beta
    small = 1e-9 * y.std() + 1e-300
    for _ in range(3):
        if sweep(columns, norms, r, beta, penalty, used) < small:
            break
        for _ in range(3):
            active = np.flatnonzero(beta)
            if sweep(columns, norms, r, beta, penalty, active) < small:
                break
    return beta

# says: not finite|constant column|did not|failed
import numpy as np


def standardised(X):
    centre = X.mean(axis=0)
    scale = X.std(axis=0)
    constant = scale <= 1e-12 * (1 + np.abs(centre))
    Z = (X - centre) / scale
    return Z, centre, scale


def in_units(beta, y, centre, scale):
    w = beta / scale
    return y.mean() - w @ centre, w


def ridge_path(X, y, penalties):
    Z, centre, scale = standardised(X)
    u, s, vt = np.linalg.svd(Z, full_matrices=False)
    along = u.T @ (y - y.mean())
    penalties = np.asarray(penalties, float)
    beta = (s * along / (s**2 + penalties[:, None])) @ vt
    intercepts, coefficients = in_units(beta, y, centre, scale)
    return {"intercepts": intercepts, "coefficients": coefficients}


def ridge_loo(X, y, penalties):
    Z, _, _ = standardised(X)
    u, s, _ = np.linalg.svd(Z, full_matrices=False)
    off = y - y.mean()
    along = u.T @ off
    errors = []
    for penalty in penalties:
        kept = s**2 / (s**2 + penalty)
        residual = off - u @ (kept * along)
        h = 1 / len(y) + (u**2) @ kept
        errors.append(((residual / (1 - h)) ** 2).mean())
    return np.array(errors)


def sweep(Z, norms, r, beta, penalty, columns):
    """One round of updates in place; returns the largest change."""
    n, moved = len(r), 0.0
    for j in columns:
        old = beta[j]
        z = Z[j] @ r / n + norms[j] * old
        new = np.sign(z) * max(abs(z) - penalty, 0.0) / norms[j]
        if new != old:
            r -= Z[j] * (new - old)
            beta[j] = new
            moved = max(moved, abs(new - old))
    return moved


def descend(Z, y, penalty, beta):
    columns = np.ascontiguousarray(Z.T)
    norms = (Z**2).mean(axis=0)
    used = np.flatnonzero(norms > 0)
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


def lasso(X, y, penalty):
    Z, centre, scale = standardised(X)
    beta = descend(Z, y, penalty, np.zeros(Z.shape[1]))
    intercept, w = in_units(beta, y, centre, scale)
    return {"intercept": float(intercept), "coefficients": w}


def lasso_path(X, y, count, ratio):
    Z, centre, scale = standardised(X)
    top = np.abs(Z.T @ (y - y.mean())).max() / len(y)
    penalties = top * np.geomspace(1, ratio, count)
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


def kkt_violation(X, y, penalty, coefficients):
    Z, _, scale = standardised(X)
    beta = coefficients * scale
    r = y - y.mean() - Z @ beta
    g = Z.T @ r / len(y)
    zero = np.maximum(np.abs(g) - penalty, 0)
    other = np.abs(g - penalty * np.sign(beta))
    return float(np.where(beta == 0, zero, other).max())

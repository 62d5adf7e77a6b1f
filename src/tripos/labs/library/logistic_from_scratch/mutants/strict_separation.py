# says: indicator is 1
import numpy as np
from scipy.optimize import linprog


def loss(margins):
    return np.logaddexp(0.0, -margins)


def log_loss(X, y, intercept, coefficients):
    signs = 2.0 * np.asarray(y) - 1
    return float(loss(signs * (intercept + X @ coefficients)).mean())


def logistic(z):
    e = np.exp(-np.abs(z))
    return np.where(z >= 0, 1, e) / (1 + e)


def fit(X, y, penalty):
    y = np.asarray(y, float)
    centre, scale = X.mean(axis=0), X.std(axis=0)
    scale = np.where(scale > 0, scale, 1.0)
    Z = np.column_stack([np.ones(len(X)), (X - centre) / scale])
    ridge = np.concatenate([[0.0], penalty / scale**2])
    signs = 2 * y - 1

    def objective(w):
        return loss(signs * (Z @ w)).sum() + (ridge * w**2).sum() / 2

    w = np.zeros(Z.shape[1])
    value = objective(w)
    for _ in range(200):
        p = logistic(Z @ w)
        g = Z.T @ (p - y) + ridge * w
        H = Z.T @ (Z * (p * (1 - p))[:, None]) + np.diag(ridge)
        step = np.linalg.lstsq(H, -g, rcond=1e-14)[0]
        t = 1.0
        while t > 1e-12 and objective(w + t * step) > value + 1e-4 * t * (g @ step):
            t /= 2
        w = w + t * step
        value = objective(w)
        if np.abs(t * step).max() < 1e-11 * (1 + np.abs(w).max()):
            break
    coefficients = w[1:] / scale
    return {"intercept": float(w[0] - coefficients @ centre), "coefficients": coefficients}


def separated(X, y):
    scale = X.std(axis=0)
    scale = np.where(scale > 0, scale, 1.0)
    Z = np.column_stack([np.ones(len(X)), (X - X.mean(axis=0)) / scale])
    Z = Z * (2.0 * np.asarray(y) - 1)[:, None]
    found = linprog(np.zeros(Z.shape[1]), A_ub=-Z, b_ub=-np.ones(len(Z)), bounds=(None, None))
    return bool(found.status == 0)


def isotonic(scores, y):
    order = np.argsort(scores, kind="stable")
    values, first, counts = np.unique(
        np.asarray(scores)[order], return_index=True, return_counts=True
    )
    blocks = []
    for at, count in zip(first, counts):
        blocks.append([float(np.sum(np.asarray(y)[order[at : at + count]])), int(count)])
        while len(blocks) > 1 and blocks[-2][0] * blocks[-1][1] >= blocks[-1][0] * blocks[-2][1]:
            total, size = blocks.pop()
            blocks[-1][0] += total
            blocks[-1][1] += size
    found = np.empty(len(order))
    found[order] = np.concatenate([np.full(size, total / size) for total, size in blocks])
    return found


def decide(p, cost_false_alarm, cost_miss):
    p = np.asarray(p, float)
    return (cost_miss * p >= cost_false_alarm * (1 - p)).astype(int)


def best_threshold(p, y, cost_false_alarm, cost_miss):
    p, y = np.asarray(p, float), np.asarray(y)
    best = (float(cost_miss * y.sum()), np.inf)
    for t in np.unique(p):
        said = p >= t
        cost = cost_false_alarm * (said & (y == 0)).sum() + cost_miss * (~said & (y == 1)).sum()
        if cost < best[0]:
            best = (float(cost), float(t))
    return {"threshold": best[1] if np.isfinite(best[1]) else 2.0, "cost": best[0] / len(y)}

# says: \(intervene\)|nothing to compare
import numpy as np
from scipy.special import expit
from scipy.stats import chi2


def arms(t, y, inside):
    return [y[inside & (t == arm)] for arm in (1, 0)]


def pooled(t, y):
    return adjusted(t, y, ["all"] * len(t))


def adjusted(t, y, z):
    t, y, z = np.asarray(t), np.asarray(y), np.asarray(z)
    total, variance = 0.0, 0.0
    for stratum in np.unique(z):
        inside = z == stratum
        one, other = arms(t, y, inside)
        if not len(one) or not len(other):
            raise ValueError(f"stratum {stratum}: nothing to compare with")
        weight = inside.mean()
        total += weight * (one.mean() - other.mean())
        for arm in (one, other):
            variance += weight**2 * arm.mean() * (1 - arm.mean()) / len(arm)
    half = 1.96 * np.sqrt(variance)
    return [float(total), float(total - half), float(total + half)]


def turned_round(t, y, z):
    t, y, z = np.asarray(t), np.asarray(y), np.asarray(z)
    sign = np.sign(pooled(t, y)[0])
    for stratum in np.unique(z):
        one, other = arms(t, y, z == stratum)
        if np.sign(one.mean() - other.mean()) != -sign or sign == 0:
            return False
    return True


def coded(values):
    values = np.asarray(values)
    return (values[:, None] == np.unique(values)[1:]).astype(float)


def log_likelihood(Z, y):
    w = np.zeros(Z.shape[1])
    for _ in range(50):
        p = expit(Z @ w)
        step = np.linalg.lstsq((Z.T * (p * (1 - p))) @ Z, Z.T @ (y - p), rcond=None)[0]
        w = w + step
        if np.abs(step).max() < 1e-9:
            break
    score = Z @ w
    return y @ score - np.logaddexp(0, score).sum()


def p_value(given, own, target):
    gain = log_likelihood(np.hstack([given, own]), target) - log_likelihood(given, target)
    return chi2.sf(2 * gain, own.shape[1])


def confounders(t, y, columns, before, level):
    t, y = np.asarray(t, dtype=float), np.asarray(y, dtype=float)
    found = []
    for name in before:
        others = [coded(columns[one]) for one in before if one != name]
        given, own = np.hstack([np.ones((len(t), 1)), *others]), coded(columns[name])
        chosen = p_value(given, own, t)
        returned = p_value(np.hstack([given, t[:, None]]), own, y)
        if max(chosen, returned) <= level / len(before):
            found.append(name)
    return sorted(found)


def answer(question, t, y, columns, before, level):
    names = []
    if question == "intervene":
        names = sorted([*confounders(t, y, columns, before, level), 'reply'])
    z = ["/".join(row) for row in zip(*(columns[name] for name in names))] or ["all"] * len(t)
    effect, low, high = adjusted(t, y, z)
    return {"effect": effect, "low": low, "high": high, "adjusted_for": names}

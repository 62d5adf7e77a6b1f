import numpy as np
from scipy.special import expit, logit
from scipy.stats import chi2, ks_2samp

LEAST = 0.0005  # half of the last decimal of the scores
LEVEL = 0.01


def log_odds(p):
    return logit(np.clip(np.asarray(p, dtype=float), LEAST, 1 - LEAST))


def likelihood(score, y):
    return float(y @ score - np.logaddexp(0, score).sum())


def maximum(Z, y, offset):
    """Coefficients and log-likelihood of logistic regression, by Newton's method."""
    w = np.zeros(Z.shape[1])
    for _ in range(60):
        chance = expit(offset + Z @ w)
        step = np.linalg.solve((Z.T * (chance * (1 - chance))) @ Z, Z.T @ (y - chance))
        w = w + step / max(1.0, np.abs(step).max() / 2)
        if np.abs(step).max() < 1e-11:
            break
    return w, likelihood(offset + Z @ w, y)


def fits(p, y):
    """Recalibration by both, by the intercept alone, and the log-likelihoods of both and of p."""
    z, y = log_odds(p), np.asarray(y, dtype=float)
    one = np.ones((len(z), 1))
    both, most = maximum(np.column_stack([one, z]), y, np.zeros(len(z)))
    alone, some = maximum(one, y, z)
    return both, alone[0], most, some, likelihood(z, y)


def calibration(p, y):
    both, alone, *_ = fits(p, y)
    return {"intercept": float(both[0]), "slope": float(both[1]), "in_the_large": float(alone)}


def calibration_test(p, y):
    _, _, most, _, none = fits(p, y)
    return float(chi2.sf(2 * (most - none), 2))


def new_base(p, later):
    """Share of ones in the later rows, if only that has changed: expectation maximisation."""
    z, known = log_odds(later), logit(np.mean(p))
    share = np.mean(p)
    for _ in range(500):
        before, share = share, expit(z + logit(share) - known).mean()
        if abs(share - before) < 1e-9:
            break
    return share


def left_over(p, later):
    """Distance of the later scores from the known ones, reweighted to the new share, in units of
    what chance makes of it."""
    share, known = new_base(p, later), np.mean(p)
    weight = np.asarray(p) * share / known + (1 - np.asarray(p)) * (1 - share) / (1 - known)
    order = np.argsort(p)
    at = np.sort(np.concatenate([p, later]))
    total = np.append(0, np.cumsum(weight[order])) / weight.sum()
    first = total[np.searchsorted(np.asarray(p)[order], at, side="right")]
    second = np.searchsorted(np.sort(later), at, side="right") / len(later)
    size = weight.sum() ** 2 / (weight**2).sum()
    return np.abs(first - second).max() / np.sqrt(1 / size + 1 / len(later))


def cause(p, y, later):
    both, _, most, some, none = fits(p, y)
    if chi2.sf(2 * (most - none), 2) < LEVEL:
        if chi2.sf(2 * (most - some), 1) > LEVEL:
            return "resampled"
        return "overconfident" if both[1] < 1 else "underconfident"
    if ks_2samp(p, later).pvalue > LEVEL:
        return "none"
    return "base_rate" if left_over(p, later) < 1.6 else "other_rows"


def recalibrated(p, y, later):
    found, z = cause(p, y, later), log_odds(later)
    both, alone, *_ = fits(p, y)
    if found == "resampled":
        return expit(z + alone)
    if found in ("overconfident", "underconfident"):
        return expit(both[0] + both[1] * z)
    if found == "base_rate":
        return expit(z + logit(new_base(p, later)) - logit(np.mean(p)))
    return expit(z)


def decide(p, y, later, costs):
    chance, costs = recalibrated(p, y, later), np.asarray(costs, dtype=float)
    acting = (1 - chance) * costs[1, 0] + chance * costs[1, 1]
    leaving = (1 - chance) * costs[0, 0] + chance * costs[0, 1]
    return (acting < leaving).astype(int)

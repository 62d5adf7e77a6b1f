# says: 'auc' is wrong
import numpy as np


def undersample(y, ratio, seed):
    y = np.asarray(y)
    ones, zeros = np.flatnonzero(y == 1), np.flatnonzero(y == 0)
    count = min(int(np.rint(ratio * len(ones))), len(zeros))
    kept = np.random.default_rng(seed).choice(zeros, count, replace=False)
    return np.sort(np.concatenate([ones, kept]))


def oversample(y, seed):
    y = np.asarray(y)
    classes = sorted((np.flatnonzero(y == k) for k in (0, 1)), key=len)
    rows = np.arange(len(y))
    if len(classes[0]) == 0:
        return rows
    missing = len(classes[1]) - len(classes[0])
    added = np.random.default_rng(seed).choice(classes[0], missing, replace=True)
    return np.sort(np.concatenate([rows, added]))


def balanced_weights(y):
    y = np.asarray(y)
    counts = np.bincount(y, minlength=2)
    if counts.min() == 0:
        return np.ones(len(y))
    return (len(y) / (2 * counts))[y]


def sigmoid(eta):
    small = np.exp(-np.abs(eta))
    return np.where(eta >= 0, 1.0, small) / (1 + small)


def fit_logistic(X, y, weights, penalty):
    X, y, w = (np.asarray(one, dtype=float) for one in (X, y, weights))
    Z = np.column_stack([np.ones(len(X)), X])
    ridge = np.full(Z.shape[1], float(penalty))
    ridge[0] = 0

    def loss(beta):
        eta = Z @ beta
        return w @ (np.logaddexp(0, eta) - y * eta) + 0.5 * ridge @ beta**2

    beta = np.zeros(Z.shape[1])
    for _ in range(200):
        p = sigmoid(Z @ beta)
        gradient = Z.T @ (w * (p - y)) + ridge * beta
        if np.abs(gradient).max() < 1e-8:
            break
        step = np.linalg.solve((Z.T * (w * p * (1 - p))) @ Z + np.diag(ridge), gradient)
        size = 1.0
        while size > 1e-6 and loss(beta - size * step) > loss(beta):
            size /= 2
        beta = beta - size * step
    return {"intercept": float(beta[0]), "coef": beta[1:]}


def shift_prior(p, trained, target):
    p = np.asarray(p, dtype=float)
    ones = p * (target / trained)
    zeros = (1 - p) * ((1 - target) / (1 - trained))
    return ones / (ones + zeros)


def estimate_prior(p, trained):
    share = trained
    for _ in range(100_000):
        found = float(shift_prior(p, trained, share).mean())
        if abs(found - share) < 1e-11:
            break
        share = found
    return found


def predicted(X, y, train, test, method, penalty, seed):
    """Everything is learnt from the rows `train`."""
    known, labels = X[train], y[train]
    centre, scale = known.mean(axis=0), known.std(axis=0)
    scale = np.where(scale > 1e-12, scale, 1.0)
    Z, new = (known - centre) / scale, (X[test] - centre) / scale
    rows, weights = np.arange(len(labels)), np.ones(len(labels))
    if method == "under":
        rows = undersample(labels, 1.0, seed)
    elif method == "over":
        rows = oversample(labels, seed)
    elif method == "weights":
        weights = balanced_weights(labels)
    seen, weights = labels[rows], weights[rows]
    fit = fit_logistic(Z[rows], seen, weights, penalty)
    p = sigmoid(fit["intercept"] + new @ fit["coef"])
    return shift_prior(p, (weights @ seen) / weights.sum(), labels.mean())


def cross_validated(X, y, folds, method, penalty, seed):
    X, y, folds = np.asarray(X, dtype=float), np.asarray(y), np.asarray(folds)
    found = np.empty(len(y))
    for fold in np.unique(folds):
        test = folds == fold
        found[test] = predicted(X, y, ~test, test, method, penalty, seed + int(fold))
    return found


def ratio(a, b):
    return float(a / b) if b != 0 else 0.0


def steps(y, scores):
    """Share of ones and of zeros that reach each distinct score, from the highest down."""
    y, scores = np.asarray(y), np.asarray(scores, dtype=float)
    order = np.argsort(-scores, kind="stable")
    s, y = scores[order], y[order]
    last = np.append(np.flatnonzero(s[:-1] != s[1:]), len(s) - 1)
    return np.cumsum(y)[last] / y.sum(), np.cumsum(1 - y)[last] / (1 - y).sum()


def report(y, p, threshold):
    y, p = np.asarray(y), np.asarray(p, dtype=float)
    called = p >= threshold
    tp, fp = float((called & (y == 1)).sum()), float((called & (y == 0)).sum())
    fn, tn = float(y.sum() - tp), float((y == 0).sum() - fp)
    recall, precision = ratio(tp, tp + fn), ratio(tp, tp + fp)
    root = np.sqrt((tp + fp) * (tp + fn) * (tn + fp) * (tn + fn))
    R, F = (np.append(0.0, one) for one in steps(y, p))
    share = y.mean()
    return {
        "accuracy": (tp + tn) / len(y),
        "baseline": float(max(share, 1 - share)),
        "recall": recall,
        "precision": precision,
        "specificity": ratio(tn, tn + fp),
        "f1": ratio(2 * precision * recall, precision + recall),
        "mcc": ratio(tp * tn - fp * fn, root),
        "auc": float((np.diff(F) * R[1:]).sum()),
        "skill": 1 - ratio(np.mean((p - y) ** 2), share * (1 - share)),
    }


def ap_at_base(y, scores, base):
    R, F = steps(y, scores)
    flagged = base * R + (1 - base) * F
    precision = base * R / np.where(flagged > 0, flagged, 1.0)
    return float((np.diff(R, prepend=0.0) * precision).sum())

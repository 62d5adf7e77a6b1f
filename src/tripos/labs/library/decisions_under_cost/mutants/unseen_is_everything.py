# says: not in the line
import numpy as np


def by_threshold(y, scores):
    """Distinct scores from the highest down, with the ones and the rows that reach each."""
    order = np.argsort(-np.asarray(scores, dtype=float), kind="stable")
    s = np.asarray(scores, dtype=float)[order]
    last = np.append(np.flatnonzero(s[:-1] != s[1:]), len(s) - 1)
    return s[last], np.cumsum(np.asarray(y)[order])[last], last + 1


def pr_curve(y, scores):
    thresholds, ones, rows = by_threshold(y, scores)
    precision, recall = ones / rows, ones / np.sum(y)
    return {
        "thresholds": thresholds,
        "precision": precision,
        "recall": recall,
        "average_precision": float((np.diff(recall, prepend=0.0) * precision).sum()),
    }


def decide(p, costs):
    p, costs = np.asarray(p, dtype=float), np.asarray(costs, dtype=float)
    expected = costs[..., 0] * (1 - p)[:, None] + costs[..., 1] * p[:, None]
    return (expected[:, 1] < expected[:, 0] - 1e-12).astype(int)


def best_threshold(y, scores, costs, capacity):
    y, costs = np.asarray(y), np.asarray(costs, dtype=float)
    thresholds, ones, rows = by_threshold(y, scores)
    thresholds = np.append(np.inf, thresholds)
    ones, rows = np.append(0, ones), np.append(0, rows)
    n, n1 = len(y), y.sum()
    total = (
        costs[1, 1] * ones
        + costs[1, 0] * (rows - ones)
        + costs[0, 1] * (n1 - ones)
        + costs[0, 0] * (n - n1 - rows + ones)
    )
    mean = total / n
    if capacity is not None:
        mean = np.where(rows <= capacity, mean, np.inf)
    at = int(np.flatnonzero(mean <= mean.min() + 1e-12)[0])
    return {"threshold": float(thresholds[at]), "cost": float(mean[at]), "acts": int(rows[at])}


def mean_cost(y, acts, costs):
    return float(np.asarray(costs, dtype=float)[acts, np.asarray(y)].mean())


def optimism(y, scores, costs, rows):
    y, scores = np.asarray(y), np.asarray(scores, dtype=float)
    seen, unseen = [], []
    for line in rows:
        found = best_threshold(y[line], scores[line], costs, None)
        other = np.arange(len(y))
        acts = (scores[other] >= found["threshold"]).astype(int)
        seen.append(found["cost"])
        unseen.append(mean_cost(y[other], acts, costs))
    seen, unseen = float(np.mean(seen)), float(np.mean(unseen))
    return {"seen": seen, "unseen": unseen, "optimism": unseen - seen}


def bin_of(p, bins, kind):
    if kind == "width":
        return np.minimum((p * bins).astype(int), bins - 1)
    edges = np.unique(np.quantile(p, np.arange(1, bins) / bins))
    return np.searchsorted(edges, p, side="right")


def reliability(y, p, bins, kind):
    y, p = np.asarray(y, dtype=float), np.asarray(p, dtype=float)
    at = bin_of(p, bins, kind)
    rows = np.bincount(at)
    used = rows > 0
    rows = rows[used]
    said, seen = np.bincount(at, p)[used] / rows, np.bincount(at, y)[used] / rows
    ece = float((rows * np.abs(seen - said)).sum() / len(y))
    return {"rows": rows, "said": said, "seen": seen, "ece": ece}


def ece_by_chance(p, bins, kind, runs, seed):
    p = np.asarray(p, dtype=float)
    rng = np.random.default_rng(seed)
    drawn = rng.random((runs, len(p))) < p
    return float(np.mean([reliability(y, p, bins, kind)["ece"] for y in drawn]))


def platt(scores, y):
    s, y = np.asarray(scores, dtype=float), np.asarray(y)
    ones = int(y.sum())
    target = np.where(y == 1, (ones + 1) / (ones + 2), 1 / (len(y) - ones + 2))
    middle, scale = s.mean(), s.std()
    if np.ptp(s) == 0:
        share = target.mean()
        return {"a": 0.0, "b": float(np.log(share / (1 - share)))}
    Z = np.column_stack([(s - middle) / scale, np.ones(len(s))])

    def loss(beta):
        eta = Z @ beta
        return (np.logaddexp(0, eta) - target * eta).sum()

    beta = np.zeros(2)
    for _ in range(100):
        p = 1 / (1 + np.exp(-np.clip(Z @ beta, -500, 500)))
        gradient = Z.T @ (p - target)
        step = np.linalg.solve((Z.T * (p * (1 - p))) @ Z + 1e-12 * np.eye(2), gradient)
        size = 1.0
        while size > 1e-8 and loss(beta - size * step) > loss(beta) + 1e-12:
            size /= 2
        beta = beta - size * step
        if np.abs(step).max() < 1e-10:
            break
    a = beta[0] / scale
    return {"a": float(a), "b": float(beta[1] - a * middle)}


def isotonic(scores, y, new):
    at, group = np.unique(np.asarray(scores, dtype=float), return_inverse=True)
    weight = np.bincount(group).astype(float)
    blocks = []
    for total, rows in zip(np.bincount(group, np.asarray(y, dtype=float)), weight):
        blocks.append([total, rows, 1])
        while len(blocks) > 1 and blocks[-2][0] / blocks[-2][1] >= blocks[-1][0] / blocks[-1][1]:
            upper = blocks.pop()
            blocks[-1] = [a + b for a, b in zip(blocks[-1], upper)]
    value = np.repeat([t / r for t, r, _ in blocks], [count for _, _, count in blocks])
    return np.interp(np.asarray(new, dtype=float), at, value)


def audit(y, p, costs):
    cost = mean_cost(y, decide(p, costs), costs)
    least = best_threshold(y, p, costs, None)["cost"]
    return {"cost": cost, "least": least, "lost": cost - least}

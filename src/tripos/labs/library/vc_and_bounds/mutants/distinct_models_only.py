# says: turn out equal
from itertools import product
from math import comb

import numpy as np
from scipy.special import gammaln, logsumexp

DIMENSION = {"intervals": 1, "two intervals": 1, "rectangles": 2, "halfplanes": 2}


def runs_at_most(x, most):
    """Labellings of numbers with so many runs of ones, equal numbers alike."""
    values, place = np.unique(x, return_inverse=True)
    kept = []
    for labels in product((0, 1), repeat=len(values)):
        starts = sum(b > a for a, b in zip((0, *labels), labels))
        if starts <= most:
            kept.append(np.array(labels)[place])
    return kept


def by_rectangles(points):
    kept = []
    for labels in product((False, True), repeat=len(points)):
        inside = points[np.array(labels, dtype=bool)]
        if len(inside) == 0:
            kept.append(labels)
            continue
        held = ((points >= inside.min(axis=0)) & (points <= inside.max(axis=0))).all(axis=1)
        if held.tolist() == list(labels):
            kept.append(labels)
    return kept


def by_halfplanes(points):
    """Prefixes of the orders in which directions meet the points, between critical directions."""
    off = (points[:, None] - points[None]).reshape(-1, 2)
    off = off[(off != 0).any(axis=1)]
    critical = np.unique(np.mod(np.arctan2(off[:, 1], off[:, 0]) + np.pi / 2, 2 * np.pi))
    if len(critical) == 0:
        critical = np.array([0.0, 1.0])
    # Angles that are equal but for rounding leave no room between them.
    critical = critical[np.append(True, np.diff(critical) > 1e-9)]
    between = (critical + np.append(critical[1:], critical[0] + 2 * np.pi)) / 2
    kept = {tuple([0] * len(points)), tuple([1] * len(points))}
    for angle in between:
        reach = points @ np.array([np.cos(angle), np.sin(angle)])
        for cut in reach:
            kept.add(tuple((reach >= cut - 1e-12).astype(int).tolist()))
    return kept


def labellings(points, family):
    points = np.asarray(points, dtype=float)
    if family == "rectangles":
        found = by_rectangles(points)
    elif family == "halfplanes":
        found = by_halfplanes(points)
    else:
        found = runs_at_most(points.ravel(), 1 if family == "intervals" else 2)
    return np.array(sorted({tuple(int(v) for v in one) for one in found}))


def shattered(points, family):
    return len(labellings(points, family)) == 2 ** len(points)


def vc_search(family, most, seed):
    rng = np.random.default_rng(seed)
    best = 0
    for n in range(1, most + 1):
        sets = rng.normal(size=(100, n, DIMENSION[family]))
        if any(shattered(one, family) for one in sets):
            best = n
    return best


def growth_limit(n, d):
    return sum(comb(n, i) for i in range(min(n, d) + 1))


def deviation(n, size, delta):
    return float(np.sqrt((np.log(2 * size) - np.log(delta)) / (2 * n)))


def vc_deviation(n, d, delta):
    i = np.arange(min(2 * n, d) + 1)
    # by logarithms: the numbers themselves are beyond every float
    logs = logsumexp(gammaln(2 * n + 1) - gammaln(i + 1) - gammaln(2 * n - i + 1))
    return float(np.sqrt(8 / n * (np.log(4 / delta) + logs)))


def samples_needed(eps, d, delta):
    low, high = 0, 1
    while vc_deviation(high, d, delta) > eps:
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        if vc_deviation(middle, d, delta) > eps:
            low = middle
        else:
            high = middle
    return high


def best_interval(x, y):
    values, place = np.unique(x, return_inverse=True)
    gains = np.bincount(place, 2 * np.asarray(y, dtype=float) - 1)
    total = np.append(0, np.cumsum(gains))
    worth = np.where(np.tri(len(values), dtype=bool).T, total[None, 1:] - total[:-1, None], -np.inf)
    i, j = np.unravel_index(np.argmax(worth), worth.shape)
    return [float(values[i]), float(values[j])] if worth[i, j] > 0 else []


def measured_gap(n, noise, repeats, seed):
    rng = np.random.default_rng(seed)
    gaps = []
    for _ in range(repeats):
        x = rng.random(n)
        y = ((x >= 0.3) & (x <= 0.6)) ^ (rng.random(n) < noise)
        found = best_interval(x, y)
        inside = (x >= found[0]) & (x <= found[1]) if found else np.zeros(n, dtype=bool)
        size = found[1] - found[0] if found else 0.0
        both = max(min(found[1], 0.6) - max(found[0], 0.3), 0.0) if found else 0.0
        wrong = 0.3 + size - 2 * both
        gaps.append(noise + (1 - 2 * noise) * wrong - (inside != y).mean())
    return {"mean": float(np.mean(gaps)), "upper": float(np.quantile(gaps, 0.95))}


def certified(losses, delta):
    losses = np.asarray(losses, dtype=float)
    errors = losses.mean(axis=1)
    chosen = int(np.argmin(errors))
    room = np.sqrt(np.log(len(np.unique(losses, axis=0)) / delta) / (2 * losses.shape[1]))
    return {"chosen": chosen, "error": float(errors[chosen]),
            "ceiling": float(min(1.0, errors[chosen] + room))}

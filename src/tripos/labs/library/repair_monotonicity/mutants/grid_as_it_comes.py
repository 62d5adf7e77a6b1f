# says: in any order
import numpy as np
from scipy.special import xlogy

BINS = 30
LEAST_GAIN = 18.0  # log-likelihood; simulated feeds without a fall stay below 12


def pool(means, weights):
    """Non-decreasing weighted least squares, by merging neighbours that are out of order."""
    values, sizes, counts = [], [], []
    for value, size in zip(means, weights):
        count = 1
        while values and values[-1] >= value:
            total = sizes[-1] + size
            value = (values[-1] * sizes[-1] + value * size) / total
            size, count = total, count + counts[-1]
            values.pop(), sizes.pop(), counts.pop()
        values.append(value), sizes.append(size), counts.append(count)
    return np.repeat(values, counts)


def rising(x, y, weights):
    x, y, weights = (np.asarray(one, dtype=float) for one in (x, y, weights))
    counted = weights > 0
    known, at = np.unique(x[counted], return_inverse=True)
    size = np.bincount(at, weights=weights[counted])
    mean = np.bincount(at, weights=(weights * y)[counted]) / size
    return {"x": known, "p": pool(mean, size)}


def applied(fit, x):
    return np.interp(np.asarray(x, dtype=float), fit["x"], fit["p"])


def worst_falls(grid, curves):
    grid, curves = np.asarray(grid, dtype=float), np.asarray(curves, dtype=float)
    order = np.arange(len(grid))
    grid, found = grid[order], []
    for curve in curves[:, order]:
        fall = np.maximum.accumulate(curve) - curve
        end = int(np.argmax(fall))
        start = int(np.argmax(curve[: end + 1]))
        found.append([fall[end], grid[start], grid[end]] if fall[end] > 0 else [0.0, grid[0], grid[0]])
    return np.array(found)


def gain(k, n):
    """Log-likelihood of a rate for each bin."""
    return float((xlogy(k, k / n) + xlogy(n - k, 1 - k / n)).sum())


def fitted_gain(k, n, fit):
    fit = np.clip(fit, 1e-9, 1 - 1e-9)
    return float((k * np.log(fit) + (n - k) * np.log(1 - fit)).sum())


def counted(x, group, y, edges):
    """Rows and outcomes of each group by bin; bins without rows of a group are left out."""
    at = np.searchsorted(edges, x, side="right")
    for name in np.unique(group):
        own = group == name
        n = np.bincount(at[own], minlength=len(edges) + 1).astype(float)
        k = np.bincount(at[own], weights=y[own], minlength=len(edges) + 1)
        yield k, n


def fallen(x, group, y):
    """The run of bins that a falling risk explains best, the rest rising, in each group alike."""
    x, group, y = np.asarray(x, dtype=float), np.asarray(group), np.asarray(y, dtype=float)
    edges = np.unique(np.quantile(x, np.arange(1, BINS) / BINS))
    tables = list(counted(x, group, y, edges))
    count = len(edges) + 1

    def likelihood(k, n, turned):
        some = n > 0
        k, n = k[some], n[some]
        if not len(k):
            return 0.0
        rate = k / n
        return fitted_gain(k, n, -pool(-rate, n) if turned else pool(rate, n))

    base = sum(likelihood(k, n, False) for k, n in tables)
    tried = []
    for i in range(count - 1):
        for j in range(i + 2, count + 1):
            inside = (np.arange(count) >= i) & (np.arange(count) < j)
            won = -base
            for k, n in tables:
                won += likelihood(k[inside], n[inside], True)
                won += likelihood(k[~inside], n[~inside], False)
            tried.append((won, i, j))
    best, start, end = max(tried)
    if best < LEAST_GAIN:
        return []
    bounds = np.concatenate([[x.min()], edges, [x.max()]])
    return [float(bounds[start]), float(bounds[end])]


def repaired(x, group, y, interval, x_new, group_new):
    """What lies in the interval is not believed: the risk goes from its one end to the other."""
    x, group, y = np.asarray(x, dtype=float), np.asarray(group), np.asarray(y, dtype=float)
    x_new, group_new = np.asarray(x_new, dtype=float), np.asarray(group_new)
    believed = np.ones(len(x), dtype=bool)
    if len(interval):
        believed = (x < interval[0]) | (x > interval[1])
    found = np.full(len(x_new), y[believed].mean())
    for name in np.unique(group_new):
        own = believed & (group == name)
        if own.sum() >= 20:
            found[group_new == name] = smooth(x[own], y[own], x_new[group_new == name])
    return found


def smooth(x, y, new):
    """Bins of equal rows at their median x, so that single rows do not make steps."""
    order = np.argsort(x, kind="stable")
    parts = np.array_split(order, min(20, max(2, len(x) // 40)))
    middles = [np.median(x[part]) for part in parts]
    rates = [(y[part].sum() + 0.5) / (len(part) + 1) for part in parts]
    return applied(rising(middles, rates, [len(part) for part in parts]), new)

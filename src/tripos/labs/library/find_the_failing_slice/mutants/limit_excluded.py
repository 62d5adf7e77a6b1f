# says: <= includes its value
from statistics import NormalDist

import numpy as np
from scipy.special import xlogy
from scipy.stats import hypergeom

LEAST_ROWS = 20


def is_text(values):
    return not (isinstance(values, np.ndarray) and values.dtype.kind in "fiu")


def holds(condition, columns):
    name, how, value = condition
    values = columns[name]
    if how not in ("==", "<=", ">"):
        raise ValueError(f"{how} is no comparison")
    if is_text(values):
        return np.array([how == "==" and one is not None and one == value for one in values], dtype=bool)
    with np.errstate(invalid="ignore"):
        return {"==": np.equal, "<=": np.less, ">": np.greater_equal}[how](values, value)


def covers(conditions, columns):
    found = np.ones(len(next(iter(columns.values()))), dtype=bool)
    for condition in conditions:
        found &= holds(condition, columns)
    return found


def interval(errors, rows, level):
    if rows == 0:
        return [0.0, 1.0]
    z = NormalDist().inv_cdf((1 + level) / 2)
    rate, weight = errors / rows, z * z / rows
    middle = (rate + weight / 2) / (1 + weight)
    half = z / (1 + weight) * np.sqrt(rate * (1 - rate) / rows + weight / (4 * rows))
    return [max(0.0, float(middle - half)), min(1.0, float(middle + half))]


def excess(wrong, inside):
    wrong, inside = np.asarray(wrong) > 0, np.asarray(inside) > 0
    return float(hypergeom.sf((wrong & inside).sum() - 1, len(wrong), wrong.sum(), inside.sum()))


def candidates(columns):
    """All single conditions worth asking about."""
    found = []
    for name, values in columns.items():
        if is_text(values):
            found += [[name, "==", one] for one in sorted({one for one in values if one is not None})]
            continue
        cuts = np.unique(np.nanquantile(values, np.arange(1, 20) / 20))
        found += [[name, how, float(cut)] for cut in cuts[:-1] for how in ("<=", ">")]
        found += [[name, how, float(cuts[-1])] for how in ("<=", ">")]
    return found


def gain(k, n, errors, rows):
    """Log-likelihood won by giving a slice a rate of its own; nothing if it is not worse."""
    others, left = rows - n, errors - k

    def best(k, n):
        n = np.maximum(n, 1e-9)
        return xlogy(k, k / n) + xlogy(n - k, np.maximum(1 - k / n, 1e-300))

    won = best(k, n) + best(left, others) - best(errors, rows)
    worse = k * others > left * n
    return np.where(worse & (n >= LEAST_ROWS) & (others >= LEAST_ROWS), won, 0.0)


def search(columns, wrong):
    wrong = np.asarray(wrong, dtype=float)
    conditions = candidates(columns)
    inside = np.array([holds(one, columns) for one in conditions], dtype=float)
    rows = inside @ inside.T  # of each pair; of each one alone on the diagonal
    errors = (inside * wrong) @ inside.T
    won = gain(errors, rows, wrong.sum(), len(wrong))
    i, j = np.unravel_index(np.argmax(won), won.shape)
    return [conditions[i]] if i == j else [conditions[i], conditions[j]]


def failing_slice(columns, wrong, fresh_columns, fresh_wrong, level):
    """What was searched for cannot testify for itself: fresh rows judge it."""
    nothing = {"slice": [], "error": 0.0, "low": 0.0, "high": 0.0}
    conditions = search(columns, wrong)
    fresh_wrong = np.asarray(fresh_wrong) > 0
    inside = covers(conditions, fresh_columns)
    n, k = int(inside.sum()), int(fresh_wrong[inside].sum())
    if n < LEAST_ROWS or n == len(inside) or excess(fresh_wrong, inside) > level:
        return nothing
    if k / n < 2 * fresh_wrong[~inside].mean():
        return nothing
    low, high = interval(k, n, 0.95)
    return {"slice": conditions, "error": k / n, "low": low, "high": high}

# says: half a row added
import numpy as np


def psi(reference, current, bins):
    edges = np.unique(np.quantile(reference, np.arange(1, bins) / bins))
    count = len(edges) + 1

    def shares(x):
        found = np.bincount(np.searchsorted(edges, x, side="right"), minlength=count)
        return found / len(x)

    p, q = shares(reference), shares(current)
    return float(((q - p) * np.log(q / p)).sum())


def psi_limit(n, m, bins, level, seed):
    rng = np.random.default_rng(seed)
    drawn = [psi(rng.random(n), rng.random(m), bins) for _ in range(1200)]
    return float(np.quantile(drawn, level))


def kolmogorov(size):
    if size < 0.2:
        return 1.0
    j = np.arange(1, 101)
    return float(np.clip(2 * ((-1.0) ** (j - 1) * np.exp(-2 * j**2 * size**2)).sum(), 0, 1))


def ks(a, b):
    a = np.sort(np.where(np.isnan(a), -np.inf, a))
    b = np.sort(np.where(np.isnan(b), -np.inf, b))
    at = np.concatenate([a, b])
    below_a = np.searchsorted(a, at, side="right") / len(a)
    below_b = np.searchsorted(b, at, side="right") / len(b)
    D = float(np.abs(below_a - below_b).max())
    return {"statistic": D, "p": kolmogorov(D * np.sqrt(len(a) * len(b) / (len(a) + len(b))))}


def holm(p):
    p = np.asarray(p, dtype=float)
    order = np.argsort(p, kind="stable")
    steps = np.maximum.accumulate(p[order] * np.arange(len(p), 0, -1))
    out = np.empty(len(p))
    out[order] = np.minimum(steps, 1)
    return out


def monitor(reference, stream, window, level):
    windows = len(stream) // window
    for at in range(windows):
        rows = stream[at * window : (at + 1) * window]
        p = holm([ks(reference[:, j], rows[:, j])["p"] for j in range(reference.shape[1])])
        if p.min() <= level / windows:
            blamed = [int(j) for j in np.flatnonzero(p <= level / windows)]
            return {"alarm": at, "features": blamed}
    return {"alarm": -1, "features": []}


def report(alarms, starts):
    false = missed = 0
    delays = []
    for alarm, start in zip(alarms, starts):
        if alarm >= 0 and (start < 0 or alarm < start):
            false += 1
        elif start >= 0 and alarm < 0:
            missed += 1
        elif start >= 0:
            delays.append(alarm - start)
    fair = missed + len(delays)
    return {
        "false_share": false / len(alarms) if len(alarms) else 0.0,
        "missed_share": missed / fair if fair else 0.0,
        "delay": float(np.mean(delays)) if delays else 0.0,
    }

# says: residual is small|not orthonormal|takes many rounds
import numpy as np


def turned(V):
    """Columns of V with the sign that makes their largest entry positive."""
    size = np.abs(V)
    first = np.argmax(size >= size.max(axis=0) - 1e-9, axis=0)
    return V * np.where(V[first, np.arange(V.shape[1])] < 0, -1.0, 1.0)


def power(A, start, steps):
    A = np.asarray(A, dtype=float)
    v = np.asarray(start, dtype=float)
    v = v / np.linalg.norm(v)
    values = []
    for _ in range(steps):
        moved = A @ v
        length = np.linalg.norm(moved)
        if length > 0:
            v = moved / length
        values.append(v @ A @ v)
    return {"values": np.array(values), "vector": turned(v[:, None])[:, 0]}


def steps_needed(values, tolerance):
    size = np.sort(np.abs(np.asarray(values, dtype=float)))[::-1]
    if len(size) == 1 or (size[1] == 0 and size[0] > 0):
        return 1
    if size[1] == size[0]:
        return -1
    return max(1, int(np.ceil(np.log(tolerance) / np.log(size[1] / size[0]) - 1e-9)))


def leading(A, k, seed):
    A = np.asarray(A, dtype=float)
    n = len(A)
    rng, found = np.random.default_rng(seed), []
    for _ in range(k):
        v = rng.normal(size=n)
        for _ in range(200):
            v = A @ v
            v = v / max(np.linalg.norm(v), 1e-300)
        found.append((v @ A @ v, v))
        A = A - found[-1][0] * np.outer(v, v)
    return {"values": np.array([one[0] for one in found]), "vectors": turned(np.array([one[1] for one in found]).T)}
    width = min(n, 2 * k + 8)
    V = np.linalg.qr(np.random.default_rng(seed).normal(size=(n, width)))[0]
    for _ in range(60_000):
        moved = A @ V
        values = (V * moved).sum(axis=0)
        order = np.argsort(-values, kind="stable")[:k]
        off = np.linalg.norm(moved[:, order] - V[:, order] * values[order], axis=0)
        if off.max() <= 1e-9 * max(values.max(), 1e-300):
            break
        # A little of the identity keeps the basis whole where A has eigenvalues 0.
        V = np.linalg.qr(moved + 1e-13 * np.trace(A) * V)[0]
    return {"values": values[order], "vectors": turned(V[:, order])}


def pca(X, k):
    X = np.asarray(X, dtype=float)
    mean = X.mean(axis=0)
    _, s, vt = np.linalg.svd(X - mean, full_matrices=False)
    variances = s**2 / (len(X) - 1)
    total = variances.sum()
    ratio = variances / total if total > 0 else np.zeros(len(s))
    components = turned(vt[:k].T).T
    return {"mean": mean, "components": components, "variances": variances[:k], "ratio": ratio[:k]}


def reconstruction_errors(model, X):
    off = np.asarray(X, dtype=float) - model["mean"]
    errors = [(off**2).sum(axis=1).mean()]
    for v in np.asarray(model["components"]):
        off = off - np.outer(off @ v, v)
        errors.append((off**2).sum(axis=1).mean())
    return np.array(errors)


def randomized(X, k, extra, passes, seed):
    X = np.asarray(X, dtype=float)
    omega = np.random.default_rng(seed).normal(size=(X.shape[1], k + extra))
    Q = np.linalg.qr(X @ omega)[0]
    for _ in range(passes):
        Q = np.linalg.qr(X.T @ Q)[0]
        Q = np.linalg.qr(X @ Q)[0]
    u, s, vt = np.linalg.svd(Q.T @ X, full_matrices=False)
    return {"u": (Q @ u)[:, :k], "s": s[:k], "vt": vt[:k]}


def held_out(X, folds, groups, most):
    X, folds, groups = np.asarray(X, dtype=float), np.asarray(folds), np.asarray(groups)
    by_rows, by_entries = np.zeros(most + 1), np.zeros(most + 1)
    for fold in np.unique(folds):
        out = folds == fold
        model = pca(X[~out], most)
        V, off = model["components"].T, X[out] - model["mean"]
        by_rows += out.sum() * reconstruction_errors(model, X[out])
        for group in np.unique(groups):
            inside = groups == group
            for k in range(most + 1):
                t = np.linalg.lstsq(V[~inside, :k], off[:, ~inside].T, rcond=None)[0]
                by_entries[k] += ((off[:, inside].T - V[inside, :k] @ t) ** 2).sum()
    by_rows, by_entries = by_rows / len(X), by_entries / len(X)
    best = int(np.flatnonzero(by_entries <= by_entries.min() + 1e-12)[0])
    return {"rows": by_rows, "entries": by_entries, "best": best}


def parallel_analysis(X, runs, level, seed):
    X = np.asarray(X, dtype=float)
    Z = (X - X.mean(axis=0)) / X.std(axis=0, ddof=1)
    rng = np.random.default_rng(seed)

    def variances(table):
        return np.linalg.svd(table, compute_uv=False) ** 2 / (len(table) - 1)

    chance = [variances(rng.permuted(Z, axis=0)) for _ in range(runs)]
    above = variances(Z) > np.quantile(chance, level, axis=0)
    return int(np.argmin(above)) if not above.all() else len(above)

# says: variance 1
import numpy as np
from scipy import stats


def canonical(X, Y):
    n = len(X)
    A, B = (Z - Z.mean(axis=0) for Z in (np.asarray(X, float), np.asarray(Y, float)))
    A, B = A / A.std(axis=0, ddof=1), B / B.std(axis=0, ddof=1)
    qa, ra = np.linalg.qr(A)
    qb, rb = np.linalg.qr(B)
    u, r, vt = np.linalg.svd(qa.T @ qb)
    k = min(A.shape[1], B.shape[1])
    a = np.linalg.solve(ra, u[:, :k])
    b = np.linalg.solve(rb, vt[:k].T)
    largest = np.abs(a).argmax(axis=0)
    sign = np.sign(a[largest, np.arange(k)])
    return {"correlations": np.clip(r[:k], 0, 1), "a": a * sign, "b": b * sign}


def structure(X, Y):
    found = canonical(X, Y)
    k = len(found["correlations"])

    def loadings(Z, weights):
        Z = (Z - Z.mean(axis=0)) / Z.std(axis=0, ddof=1)
        return np.corrcoef(Z.T, (Z @ weights).T)[: Z.shape[1], -k:]

    return {"x": loadings(X, found["a"]), "y": loadings(Y, found["b"])}


def tests(X, Y):
    r = canonical(X, Y)["correlations"]
    n, p, q = len(X), X.shape[1], Y.shape[1]
    rows = []
    for at in range(len(r)):
        s, t = p - at, q - at
        wilks = float(np.prod(1 - r[at:] ** 2))
        under = s**2 + t**2 - 5
        root = np.sqrt((s**2 * t**2 - 4) / under) if under > 0 else 1.0
        df1 = s * t
        df2 = (n - (p + q + 3) / 2) * root - s * t / 2 + 1
        shrunk = wilks ** (1 / root)
        F = (1 - shrunk) / shrunk * df2 / df1
        rows.append({"wilks": wilks, "F": float(F), "df1": float(df1), "df2": float(df2),
                     "p": float(stats.f.sf(F, df1, df2))})
    return rows


def redundancy(X, Y):
    r = canonical(X, Y)["correlations"]
    loadings = structure(X, Y)
    own = {name: (loadings[name] ** 2).mean(axis=0) for name in ("x", "y")}
    return {"x": own["x"] * r**2, "y": own["y"] * r**2}


def compare(printed, X, Y):
    found, loadings = canonical(X, Y), structure(X, Y)
    tables = {"a": found["a"], "b": found["b"], "x": loadings["x"], "y": loadings["y"]}
    rows = tests(X, Y)
    wrong = []
    for at, text in enumerate(printed["correlations"]):
        if not agrees(text, found["correlations"][at]):
            wrong.append(["correlations", at, 0])
    for at, row in enumerate(printed["tests"]):
        for column, name in enumerate(("wilks", "F", "df1", "df2", "p")):
            if not agrees(row[column], rows[at][name]):
                wrong.append(["tests", at, column])
    # A pair of variates may be printed with the other sign, in all four tables at once.
    for column in range(len(found["correlations"])):
        ways = []
        for sign in (1, -1):
            ways.append([
                [name, at, column] for name, values in tables.items()
                for at, row in enumerate(printed[name]) if not agrees(row[column], sign * values[at, column])
            ])
        wrong += min(ways, key=len)
    return sorted(wrong)


def agrees(text, value):
    """Whether a number as printed is a rounding of the value."""
    digits = len(text.partition(".")[2])
    return abs(float(text) - value) <= 0.5 * 10.0**-digits + 1e-9

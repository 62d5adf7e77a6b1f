"""Tables, the reference by eigenvalues, and printed tables with misprints."""

from __future__ import annotations

from typing import Any

import numpy as np

from tripos.chance import Floats
from tripos.labs.contract import Rng


def club() -> tuple[Floats, Floats]:
    """Physiology and exercises of the twenty men."""
    from sklearn.datasets import load_linnerud  # noqa: PLC0415 - heavy

    found = load_linnerud()
    return np.asarray(found.target, np.float64), np.asarray(found.data, np.float64)


def wines(rng: Rng) -> tuple[Floats, Floats]:
    """Some wines; two to four columns on each side, in units of their own."""
    from sklearn.datasets import load_wine  # noqa: PLC0415 - heavy

    X = np.asarray(load_wine().data, np.float64)
    X = X[rng.choice(len(X), int(rng.integers(40, 120)), replace=False)]
    order = rng.permutation(X.shape[1])
    p, q = int(rng.integers(2, 5)), int(rng.integers(2, 5))
    units = 10 ** rng.uniform(-2, 3, X.shape[1])
    X = X * units
    return X[:, order[:p]], X[:, order[p : p + q]]


def reference(X: Floats, Y: Floats) -> dict[str, Floats]:
    """Correlations, weights and structure from the eigenvectors of the correlation matrices."""
    n, p = len(X), X.shape[1]
    k = min(p, Y.shape[1])
    R = np.asarray(np.corrcoef(np.column_stack([X, Y]).T))
    xx, xy, yy = R[:p, :p], R[:p, p:], R[p:, p:]
    # The symmetric form: eigenvectors of xx^-1/2 xy yy^-1 yx xx^-1/2.
    values, vectors = np.linalg.eigh(xx)
    half = vectors @ np.diag(values**-0.5) @ vectors.T
    squared, e = np.linalg.eigh(half @ xy @ np.linalg.solve(yy, xy.T) @ half)
    r = np.sqrt(np.clip(squared[::-1][:k], 0, 1))
    a = half @ e[:, ::-1][:, :k]
    a *= np.sign(a[np.abs(a).argmax(axis=0), np.arange(k)])
    b = np.linalg.solve(yy, xy.T @ a) / r
    assert n > p
    return {"correlations": r, "a": a, "b": b, "x": xx @ a, "y": yy @ b}


def rao(X: Floats, Y: Floats) -> list[dict[str, float]]:
    """Wilks' lambda as a ratio of determinants of what is left, and Rao's F."""
    from scipy import stats  # noqa: PLC0415 - heavy

    r = reference(X, Y)["correlations"]
    n, p, q = len(X), X.shape[1], Y.shape[1]
    rows = []
    for j in range(1, len(r) + 1):
        s, t = p - j + 1, q - j + 1
        wilks = float(np.exp(np.log1p(-(r[j - 1 :] ** 2)).sum()))
        under = s * s + t * t - 5
        m = ((s * s * t * t - 4) / under) ** 0.5 if under > 0 else 1.0
        df1, df2 = float(s * t), (n - (p + q + 3) / 2) * m - s * t / 2 + 1
        F = (wilks ** (-1 / m) - 1) * df2 / df1
        rows.append({"wilks": wilks, "F": F, "df1": df1, "df2": df2,
                     "p": float(1 - stats.f.cdf(F, df1, df2))})  # fmt: skip
    return rows


def printed(rng: Rng, X: Floats, Y: Floats, misprints: int) -> tuple[dict[str, Any], list[Any]]:
    """Tables as printed, with signs of their own and misprints; and where those are."""
    found = reference(X, Y)
    k = len(found["correlations"])
    signs = rng.choice([-1.0, 1.0], k)
    digits = int(rng.integers(3, 6))
    tables: dict[str, Any] = {
        "correlations": [f"{one:.{digits}f}" for one in found["correlations"]],
        "tests": [
            [f"{row['wilks']:.4f}", f"{row['F']:.2f}", f"{row['df1']:.0f}", f"{row['df2']:.2f}",
             f"{row['p']:.4f}"] for row in rao(X, Y)
        ],
    }  # fmt: skip
    for name in ("a", "b", "x", "y"):
        tables[name] = [[f"{one:.{digits}f}" for one in row] for row in found[name] * signs]
    wrong: list[Any] = []
    while len(wrong) < misprints:
        # The first of several is a sign, the second stands in a test.
        sign, test = misprints > 1 and not wrong, len(wrong) == 1
        places = ["a", "b"] if sign else ["tests"] if test else ["correlations", "tests", "a", "x"]
        name = str(rng.choice(places))
        row = int(rng.integers(len(tables[name])))
        column = 0 if name == "correlations" else int(rng.integers(len(tables[name][row])))
        if [name, row, column] in wrong or _signs_touched(wrong, name, column):
            continue
        text = tables[name][row] if name == "correlations" else tables[name][row][column]
        other = _turned(text) if sign else _misprint(rng, text)
        if other == text:
            continue
        if name == "correlations":
            tables[name][row] = other
        else:
            tables[name][row][column] = other
        wrong.append([name, row, column])
    return tables, sorted(wrong)


def _signs_touched(wrong: list[Any], name: str, column: int) -> bool:
    """Whether this pair of variates has a misprint already: its sign shall stay clear."""
    pairs = ("a", "b", "x", "y")
    return name in pairs and any(one[0] in pairs and one[2] == column for one in wrong)


def _turned(text: str) -> str:
    """The number with the other sign; itself where that hardly shows."""
    if abs(float(text)) < 0.05:
        return text
    return text[1:] if text.startswith("-") else f"-{text}"


def _misprint(rng: Rng, text: str) -> str:
    """One digit changed, not the last one."""
    places = [at for at, one in enumerate(text) if one.isdigit()]
    at = places[-2] if len(places) > 1 else places[0]
    return text[:at] + str((int(text[at]) + int(rng.integers(2, 8))) % 10) + text[at + 1 :]

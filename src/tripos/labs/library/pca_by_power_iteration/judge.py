"""The checks of components: iterations, decompositions, sketches, validation, parallel analysis."""

from __future__ import annotations

from typing import Any

import numpy as np

from tripos.chance import Floats
from tripos.labs.contract import Rng, Steps, as_array, as_number, call, check, expect
from tripos.labs.library.pca_by_power_iteration.data import (
    digits,
    factors,
    orthonormal,
    planted,
    spectrum,
    upright,
    validated,
    with_values,
)


def _dict(value: Any, names: tuple[str, ...], what: str) -> dict[str, Any]:
    fits = isinstance(value, dict) and set(names) <= set(value)
    expect(fits, f"{what}: return a dictionary with {', '.join(names)}")
    return dict(value)


@check("power iterates with lengths of 1, whatever the signs and sizes", points=2)
def powers(rng: Rng) -> Steps:
    """Positive, negative and huge eigenvalues, a start in the null space, no step to spare."""
    n = 12
    spread = np.sort(rng.uniform(-1, 1, n))
    spread[0] = -1.6
    null = np.diag([0.0, 2.0, 3.0])
    cases = (
        (with_values(rng, rng.uniform(0.1, 3, n)), rng.normal(size=n), 9, "positive"),
        (with_values(rng, spread), rng.normal(size=n), 40, "a negative leading one"),
        (1e9 * with_values(rng, spread), 1e3 * rng.normal(size=n), 45, "huge ones"),
        (1e-9 * with_values(rng, spread), rng.normal(size=n), 41, "tiny ones"),
        (null, np.array([-2.0, 0.0, 0.0]), 3, "a start that A takes to 0"),
    )
    values = yield [call("power", *case[:3]) for case in cases]
    for value, (A, start, steps, told) in zip(values, cases, strict=True):
        found = _dict(value, ("values", "vector"), "power")
        got = as_array(found["values"], (steps,), f"power ({told}), 'values',")
        w, V = np.linalg.eigh(A)
        part = V.T @ start
        moved = [part * (w / np.abs(w).max()) ** t for t in range(1, steps + 1)]
        moved = [part if not one.any() or told.startswith("a start") else one for one in moved]
        right = [float(one**2 @ w / (one @ one)) for one in moved]
        scale = np.abs(w).max()
        expect(
            np.allclose(got / scale, np.array(right) / scale, atol=1e-9),
            f"power (eigenvalues: {told}): the Rayleigh quotient v'Av after each step, with its"
            " sign; divide by the length in every step, the start included",
        )
        last = upright((V @ moved[-1] / np.linalg.norm(moved[-1]))[:, None])[:, 0]
        expect(
            np.allclose(as_array(found["vector"], start.shape, "power"), last, atol=1e-6),
            f"power (eigenvalues: {told}): the last vector has length 1 and a positive largest"
            " entry; where A v is 0, v stays",
        )


@check("steps_needed reads the rate from the eigenvalues", points=1)
def rates(rng: Rng) -> Steps:
    """Any order, negative ones, equal ones, a second one of 0, a single one."""
    drawn = rng.permutation(np.append(rng.uniform(-2, 2, 6), [3.0, -2.9]))
    cases = [(drawn, 1e-6), (np.array([-5.0, 1.0, 4.9]), 1e-3), (np.array([2.0, 1.0, -2.0]), 0.1)]
    cases += [(np.array([2.0, 0.0]), 1e-9), (np.array([4.0]), 0.5), (np.array([9.0, 0.1]), 0.5)]
    for value, (w, tolerance) in zip(
        (yield [call("steps_needed", *case) for case in cases]), cases, strict=True
    ):
        size = sorted(np.abs(w).tolist(), reverse=True)
        rate, right = (size[1] / size[0] if len(size) > 1 else 0.0), 1
        while rate**right > tolerance * (1 + 1e-12) and rate < 1:
            right += 1
        expect(
            as_number(value, "steps_needed") == (right if rate < 1 else -1),
            f"steps_needed ({len(w)} eigenvalues): the least t of at least 1 with"
            " (|second|/|first|)^t at most the tolerance, ordered by absolute value; -1 if both are"
            " equal",
        )


@check("leading has eigenpairs to 1e-7, also where they crowd", points=3)
def leaders(rng: Rng) -> Steps:
    """Digits, crowded, equal and vanishing eigenvalues, tiny units, all of them."""
    crowded = [1.0, 0.98, 0.97, 0.96, 0.95, *rng.uniform(0, 0.9, 25)]
    cases = (
        (np.cov(digits(rng, 300, 64).T), 6, "digits"),
        (1e-7 * with_values(rng, crowded), 4, "crowded eigenvalues in a small unit"),
        (with_values(rng, [3.0, 3.0, 3.0, *rng.uniform(0, 1, 12)]), 4, "three that are equal"),
        (with_values(rng, [5.0, 2.0, *[0.0] * 18]), 4, "a matrix of rank 2"),
        (with_values(rng, rng.uniform(0.5, 4, 7)), 7, "all of them"),
        (4.0 * np.eye(6), 2, "the identity times 4"),
    )
    seed = int(rng.integers(1000))
    values = yield [call("leading", A, k, seed) for A, k, _ in cases]
    for value, (A, k, told) in zip(values, cases, strict=True):
        found = _dict(value, ("values", "vectors"), "leading")
        got = as_array(found["values"], (k,), "leading, 'values',")
        V = as_array(found["vectors"], (len(A), k), "leading, 'vectors',")
        w = np.sort(np.linalg.eigvalsh(A))[::-1]
        expect(
            np.allclose(got / w[0], w[:k] / w[0], atol=1e-6)
            and (np.diff(got) <= 1e-9 * w[0]).all(),
            f"leading ({told}): not the k largest eigenvalues, descending, each as often as it"
            " occurs; where they crowd, it takes many rounds",
        )
        expect(
            np.abs(V.T @ V - np.eye(k)).max() < 1e-8,
            f"leading ({told}): the vectors are not orthonormal: orthonormalise the whole basis"
            " (QR) in every round",
        )
        expect(
            np.abs(A @ V - V * got).max() < 1e-6 * w[0],
            f"leading ({told}): A v is not lambda v: go on until the residual is small; a fixed"
            " number of rounds is too few where eigenvalues crowd",
        )
        expect(
            np.allclose(V, upright(V)),
            f"leading ({told}): the sign: the largest entry of each vector is positive",
            share=0.5,
        )


def _fits(value: Any, X: Floats, k: int, right: tuple[Floats, Floats, float], told: str) -> None:
    variances, components, total = right
    found = _dict(value, ("mean", "components", "variances", "ratio"), "pca")
    p = X.shape[1]
    expect(
        np.allclose(as_array(found["mean"], (p,), "pca, 'mean',"), X.mean(axis=0), rtol=1e-12),
        f"pca ({told}): 'mean' is that of the columns",
    )
    got = as_array(found["variances"], (k,), "pca, 'variances',")
    expect(
        np.allclose(got, variances[:k], rtol=1e-4, atol=1e-30),
        f"pca ({told}): variances are squared singular values of the centred rows over n - 1; where"
        " only the small ones are off, a squared matrix was decomposed",
    )
    ratio = as_array(found["ratio"], (k,), "pca, 'ratio',")
    expect(
        np.allclose(ratio, variances[:k] / total if total else 0.0, rtol=1e-4),
        f"pca ({told}): 'ratio' is the share of the total variance, that of all components",
    )
    V = as_array(found["components"], (k, p), "pca, 'components',")
    same = np.allclose(V, components[:k], atol=1e-5) if total else True
    expect(
        same,
        f"pca ({told}): components as rows, of length 1, the largest entry of each positive; the"
        " columns are not scaled",
    )


@check("pca is exact, far from 0, for wide tables and for small components", points=3)
def decomposes(rng: Rng) -> Steps:
    """Digits, units far apart, more columns than rows, planted deviations, nothing that varies."""
    some = digits(rng, 120, 20)
    wide, deep = [5.0, 3.0, 2.0, 1.0, 0.5], [1.0, 1e-3, 1e-6, 1e-9]
    tables: list[tuple[Floats, int, str, list[float]]] = [
        (some, 5, "digits", []),
        (some * rng.lognormal(0, 2, some.shape[1]), 4, "columns in units of their own", []),
        (1e6 + planted(rng, 40, 6, wide), 5, "far from 0", wide),
        (planted(rng, 6, 30, wide), 5, "more columns than rows", wide),
        (planted(rng, 50, 8, deep), 4, "deviations from 1 to 1e-9", deep),
        (np.full((5, 3), 0.5), 2, "nothing that varies", [0.0, 0.0]),
    ]
    for value, (X, k, told, deviations) in zip(
        (yield [call("pca", X, k) for X, k, _, _ in tables]), tables, strict=True
    ):
        variances, components = spectrum(X)
        if deviations:
            variances = np.array(deviations) ** 2
            components = upright(np.linalg.svd(X - X.mean(axis=0))[2].T).T
        _fits(value, X, k, (variances, components, float(variances.sum())), told)


@check("reconstruction_errors fall from the whole variance to what is left", points=1)
def reconstructs(rng: Rng) -> Steps:
    """Other rows than those that made the model."""
    X = digits(rng, 160, 18)
    components = spectrum(X[:80])[1][:6]
    model = {"mean": X[:80].mean(axis=0), "components": components,
             "variances": np.ones(6), "ratio": np.ones(6)}  # fmt: skip
    values = yield [call("reconstruction_errors", model, rows) for rows in (X[80:], X[:80])]
    for value, rows in zip(values, (X[80:], X[:80]), strict=True):
        off = rows - model["mean"]
        inside = np.append(0.0, np.cumsum(((off @ components.T) ** 2).mean(axis=0)))
        right = (off**2).sum(axis=1).mean() - inside
        expect(
            np.allclose(as_array(value, (7,), "reconstruction_errors"), right),
            "reconstruction_errors: the mean over rows of the sum of squares over columns, with 0,"
            " 1, ... components; rows are centred by the model's mean, not by their own",
        )


@check("randomized is as good as the best, and keeps small singular values", points=3)
def sketches(rng: Rng) -> Steps:
    """Digits, a steep spectrum, a flat one; passes help; the seed is used."""
    some = digits(rng, 300, 64)
    steep = orthonormal(rng, 80, 10) * 10.0 ** -np.arange(10.0) @ orthonormal(rng, 50, 10).T
    flat = planted(rng, 150, 90, 1 / np.sqrt(np.arange(1.0, 81)))
    seed = int(rng.integers(1000))
    plans = [(some, 8, 6, 4), (steep, 9, 4, 6), (flat, 6, 6, 8)]
    names = ("digits", "a steep spectrum", "a slowly falling spectrum")
    values = yield [call("randomized", *plan, seed) for plan in plans]
    for value, (X, k, _, _), told in zip(values, plans, names, strict=True):
        u, s, vt = _sketch(value, X, k, told)
        right = np.linalg.svd(X, compute_uv=False)
        expect(
            np.allclose(s, right[:k], rtol=0.02),
            f"randomized ({told}): singular values are off; the small ones drown unless the basis"
            " is orthonormalised after each multiplication; X is not centred; 'passes' rounds with"
            " X and its transpose",
        )
        error = np.linalg.norm(X - u * s @ vt)
        expect(
            error <= 1.02 * np.sqrt((right[k:] ** 2).sum()) + 1e-11,
            f"randomized ({told}): the product is farther from X than a rank of k must be",
        )
    repeats = yield [call("randomized", flat, 4, 0, p, sd) for p, sd in
                     ((0, seed), (0, seed), (0, seed + 1), (6, seed))]  # fmt: skip
    first, again, other, better = (_sketch(one, flat, 4, "no extra columns") for one in repeats)
    expect(np.array_equal(first[1], again[1]), "randomized: the same seed must give the same")
    expect(
        not np.allclose(first[1], other[1], rtol=1e-6),
        "randomized: with no pass and no extra column another seed gives another sketch",
    )
    expect(
        better[1].sum() > 1.05 * first[1].sum(),
        "randomized: passes make no difference; each multiplies by X X'",
    )


def _sketch(value: Any, X: Floats, k: int, told: str) -> tuple[Floats, Floats, Floats]:
    found = _dict(value, ("u", "s", "vt"), "randomized")
    u = as_array(found["u"], (len(X), k), "randomized, 'u',")
    s = as_array(found["s"], (k,), "randomized, 's',")
    vt = as_array(found["vt"], (k, X.shape[1]), "randomized, 'vt',")
    for V in (u, vt.T):
        expect(
            np.abs(V.T @ V - np.eye(k)).max() < 1e-7,
            f"randomized ({told}): u and vt are not orthonormal",
        )
    return u, s, vt


@check("held_out leaves out rows, and entries", points=3)
def validates(rng: Rng) -> Steps:
    """Digits; a planted rank, at which the honest curve turns."""
    digit, low = digits(rng, 90, 16), factors(rng, 80, 15, 3, 0.8)
    cases = []
    for X, most in ((digit, 7), (low, 8)):
        n, p = X.shape
        folds = rng.permutation(np.repeat([0, 1, 2], [n // 4, n // 4, n - 2 * (n // 4)]))
        cases.append((X * float(rng.choice([0.01, 1, 30])), folds,
                      rng.permutation(np.arange(p) % 4), most))  # fmt: skip
    values = yield [call("held_out", *case) for case in cases]
    for value, (X, folds, groups, most), told in zip(
        values, cases, ("digits", "a planted rank of 3"), strict=True
    ):
        found = _dict(value, ("rows", "entries", "best"), "held_out")
        by_rows, by_entries = validated(X, folds, groups, most)
        expect(
            np.allclose(as_array(found["rows"], (most + 1,), "held_out, 'rows',"), by_rows),
            f"held_out ({told}): 'rows' is the mean squared distance of left-out rows, over all"
            " rows (folds differ in size), by mean and components of the other folds",
        )
        got = as_array(found["entries"], (most + 1,), "held_out, 'entries',")
        expect(
            not np.allclose(got, by_rows),
            f"held_out ({told}): 'entries' is the same as 'rows': the scores must not see the"
            " entries that are predicted",
        )
        expect(
            np.allclose(got, by_entries, rtol=1e-5),
            f"held_out ({told}): 'entries' is wrong: for each fold and group the scores are the"
            " least-squares fit to the other columns (a fit, as the rest of V is no longer"
            " orthonormal), then mean + V t in the group; all squared errors over the number of"
            " rows",
        )
        expect(
            as_number(found["best"], "held_out, 'best'") == int(np.argmin(by_entries)),
            f"held_out ({told}): 'best' is the number of components (from 0) of least 'entries'",
        )


@check("parallel_analysis finds the planted rank, and nothing in noise", points=2)
def parallels(rng: Rng) -> Steps:
    """Planted ranks in columns of wild units, and tables of noise."""
    seed = int(rng.integers(1000))
    ranks = [3, 1, 4]
    tables = [factors(rng, 160, 14, rank, 1.0) for rank in ranks]
    tables += [rng.normal(size=(40, 8)) + rng.exponential(size=(40, 8)) for _ in range(50)]
    tables = [X * rng.lognormal(0, 3, X.shape[1]) + rng.normal(size=X.shape[1]) for X in tables]
    values = yield [call("parallel_analysis", X, 60, 0.99, seed) for X in tables]
    found = [as_number(value, "parallel_analysis") for value in values]
    for got, rank in zip(found, ranks, strict=False):
        expect(
            got == rank,
            f"parallel_analysis (a planted rank of {rank}): too {'many' if got > rank else 'few'}"
            " components; scale the columns, permute each by itself, compare the j-th variance"
            " with the j-th of the permuted tables, and stop at the first that is not above",
        )
    expect(
        sum(got > 0 for got in found[3:]) <= 9,
        "parallel_analysis: it finds components in more of 50 tables of mere noise than chance"
        " allows: compare with the 'level' quantile of the permuted tables",
    )

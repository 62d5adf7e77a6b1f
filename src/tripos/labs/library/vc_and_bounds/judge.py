"""The checks of VC theory: labellings, shattering, bounds, and what is measured."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from tripos.chance import Floats
from tripos.labs.contract import Rng, Steps, as_array, as_number, call, check, expect
from tripos.labs.library.vc_and_bounds.data import gaps, interval, possible, stumps, sums, vc_eps

_DIMENSION = {"intervals": 2, "two intervals": 4, "rectangles": 4, "halfplanes": 3}


def _points(rng: Rng, family: str, n: int, kind: str) -> Floats:
    p = 1 if "interval" in family else 2
    X = rng.integers(-9, 10, size=(n, p)) * 1.0 if kind == "whole" else rng.normal(size=(n, p))
    if kind == "coinciding":
        X[-1] = X[0]
    if kind == "on a line" and p == 2:
        X[:4] = X[0] + np.outer([0, 1, 2, 3], [1.0, 2.0])
    return X


@check("labellings are just those that the family gives", points=5)
def gives(rng: Rng) -> Steps:
    """Points in general position, of whole numbers, coinciding, on a line; by trying all."""
    cases = [
        (_points(rng, family, n, kind), family, kind)
        for family, n in (
            ("intervals", 6),
            ("two intervals", 7),
            ("rectangles", 6),
            ("halfplanes", 5),
        )
        for kind in ("drawn", "whole", "coinciding", "on a line")
    ]
    values = yield [call("labellings", X, family) for X, family, _ in cases]
    for value, (X, family, kind) in zip(values, cases, strict=True):
        what = f"labellings ({family}, points {kind})"
        found = as_array(value, (None, len(X)), what).astype(int).tolist()
        given = {tuple(one) for one in found}
        right = possible(X, family)
        expect(
            given <= set(right),
            f"{what}: a labelling that no set of the family gives (points that coincide have one"
            " label)",
        )
        expect(
            given >= set(right),
            f"{what}: labellings are missing (the empty set and single points count too)",
        )
        ordered = found == [list(one) for one in sorted(right)]
        expect(ordered, f"{what}: each once, rows sorted as tuples", share=0.6)


@check("shattered means all labellings, and vc_search finds the dimension", points=4)
def dimensions(rng: Rng) -> Steps:
    """Sets that are and are not shattered; every family, with room above and without."""
    square = np.array([[0.0, 0], [0, 1], [1, 0], [1, 1]])
    diamond = rng.permutation(np.array([[0.0, 1], [0, -1], [1, 0.2], [-1, 0.1]]))
    sets = [
        (square, "rectangles", False),
        (diamond, "rectangles", True),
        (diamond, "halfplanes", False),
        (rng.normal(size=(3, 2)), "halfplanes", True),
        (np.array([[0.0, 0], [1, 1], [2, 2]]), "halfplanes", False),
        (rng.normal(size=(4, 1)), "two intervals", True),
        (rng.normal(size=(5, 1)), "two intervals", False),
        (np.zeros((2, 1)), "intervals", False),
    ]
    seed = int(rng.integers(1000))
    plans = [(family, most) for family, d in _DIMENSION.items() for most in (6, d - 1)]
    plans += [("rectangles", 5)] * 4
    values = yield [
        *(call("shattered", X, family) for X, family, _ in sets),
        *(call("vc_search", *plan, seed + i) for i, plan in enumerate(plans)),
    ]
    for value, (X, family, right) in zip(values, sets, strict=False):
        fits = isinstance(value, bool | np.bool_) and bool(value) == right
        expect(fits, f"shattered ({family}, {len(X)} points): whether all 2^n labellings occur")
    for value, (family, most) in zip(values[len(sets) :], plans, strict=True):
        found = as_number(value, "vc_search")
        expect(
            found == min(most, _DIMENSION[family]),
            f"vc_search ({family}, up to {most}): not the largest number of points of which some"
            " set is shattered; one set is enough, and it may take many tries to find it",
            share=0.4,
        )


@check("growth_limit is exact and deviation is the two-sided one", points=2)
def limits(rng: Rng) -> Steps:
    """n below, at and above d; classes of one and of many."""
    pairs = [(0, 3), (3, 3), (2, 5), (60, 1), (50, 12), *rng.integers(1, 40, size=(6, 2)).tolist()]
    plans = [(int(n), int(10**s), float(d)) for n, s, d in
             zip(rng.integers(10, 5000, 6), [0, 1, 3, 6, 9, 2], rng.uniform(0.001, 0.3, 6),
                 strict=True)]  # fmt: skip
    values = yield [
        *(call("growth_limit", *one) for one in pairs),
        *(call("deviation", *one) for one in plans),
    ]
    for value, (n, d) in zip(values, pairs, strict=False):
        expect(
            as_number(value, "growth_limit") == sums(n, d),
            "growth_limit: not the sum of the binomial coefficients up to d (2^n where d is n or"
            " more)",
        )
    for value, (n, size, delta) in zip(values[len(pairs) :], plans, strict=True):
        eps = as_number(value, "deviation")
        expect(
            abs(math.log(2 * size) - 2 * n * eps**2 - math.log(delta)) < 1e-6,
            "deviation: 2 size exp(-2 n eps^2) is not delta (two sides, all hypotheses)",
            share=0.5,
        )


@check("vc_deviation can be evaluated for large n and d", points=3)
def large(rng: Rng) -> Steps:
    """From one sample to a million, d up to a thousand."""
    plans = [(1, 3, 0.05), (4, 30, 0.1), (1_000_000, 3, 0.05), (2000, 1000, 0.01),
             (1_000_000, 10, 1e-9), *((int(n), int(d), 0.05) for n, d in
             zip(rng.integers(50, 3000, 4), rng.integers(1, 60, 4), strict=True))]  # fmt: skip
    found = as_array((yield [call("vc_deviation", *one) for one in plans]), (9,), "vc_deviation")
    for got, one in zip(found.tolist(), plans, strict=True):
        expect(
            abs(got / vc_eps(*one) - 1) < 1e-7,
            f"vc_deviation (n = {one[0]}, d = {one[1]}): not sqrt(8/n ln(4 m(2n)/delta)), with the"
            " growth limit of 2n points itself, not a power that exceeds it",
        )


@check("samples_needed is the least number", points=2)
def needed(rng: Rng) -> Steps:
    """Half-planes at 5%, and others."""
    plans = [(0.05, 3, 0.05), (0.5, 1, 0.2), (2.9, 2, 0.1)]
    plans += [(float(e), int(d), 0.05) for e, d in
              zip(rng.uniform(0.04, 1.2, 4), rng.integers(1, 12, 4), strict=True)]  # fmt: skip
    found = as_array(
        (yield [call("samples_needed", *one) for one in plans]), (7,), "samples_needed"
    )
    for got, (eps, d, delta) in zip(found.tolist(), plans, strict=True):
        n = int(got)
        expect(n == got and n >= 1, "samples_needed: a whole number from 1 on")
        case = f"samples_needed (eps {eps:.3g}, d {d})"
        expect(
            n < 10**7 and vc_eps(n, d, delta) <= eps, f"{case}: with so many the bound is larger"
        )
        less = n == 1 or vc_eps(n - 1, d, delta) > eps
        expect(less, f"{case}: one sample less is enough too", share=0.4)


@check("best_interval has the least training error", points=2)
def least(rng: Rng) -> Steps:
    """Few ones and many, equal numbers, nothing but zeros and nothing but ones."""
    cases: list[tuple[list[float], list[int]]] = []
    for n, chance in ((25, 0.5), (30, 0.2), (18, 0.8), (12, 0.0), (9, 1.0), (22, 0.4)):
        y = (rng.random(n) < chance).astype(int).tolist()
        cases.append((rng.normal(size=n).tolist(), y))
    cases += [(rng.integers(0, 7, 30).astype(float).tolist(), rng.integers(0, 2, 30).tolist())
              for _ in range(4)]  # fmt: skip
    values = yield [call("best_interval", np.array(x), np.array(y)) for x, y in cases]
    for value, (x, y) in zip(values, cases, strict=True):
        expect(isinstance(value, list | np.ndarray), "best_interval: return [low, high] or []")
        error, right = interval(x, y)
        ends = as_array(value, (2,), "best_interval").tolist() if len(value) else []
        inside = [bool(ends) and ends[0] - 1e-12 <= a <= ends[1] + 1e-12 for a in x]
        found = sum(one != (b == 1) for one, b in zip(inside, y, strict=True)) / len(x)
        equal = " (equal numbers fall on one side)" if len(set(x)) < len(x) else ""
        expect(found <= error + 1e-12, f"best_interval: another makes fewer errors{equal}")
        expect(
            len(ends) == len(right) and np.allclose(ends, right),
            "best_interval: ends at values of x; of several the least low, then the least high; []"
            f" if none beats the empty one{equal}",
            share=0.4,
        )


@check("measured_gap is what a simulation gives", points=3)
def measured(rng: Rng) -> Steps:
    """Few samples and many, with noise and without."""
    plans = [(20, 0.2), (40, 0.1), (120, 0.3), (30, 0.0)]
    seed = int(rng.integers(1000))
    values = yield [call("measured_gap", n, noise, 400, seed) for n, noise in plans]
    for value, (n, noise) in zip(values, plans, strict=True):
        expect(isinstance(value, dict), "measured_gap: return a dict with mean and upper")
        drawn = gaps(rng, n, noise, 2000)
        spread = float(drawn.std())
        case = f"measured_gap (n = {n}, noise {noise})"
        mean = as_number(value.get("mean"), f"{case}: mean")
        expect(
            abs(mean - drawn.mean()) < 0.3 * spread,
            f"{case}: the mean is too {'high' if mean > drawn.mean() else 'low'}; true error"
            " counts the noise of new labels: noise + (1 - 2 noise) x length of disagreement",
        )
        upper = as_number(value.get("upper"), f"{case}: upper")
        right = abs(upper - np.quantile(drawn, 0.95)) < 0.6 * spread
        expect(right, f"{case}: upper is not the 0.95 quantile of the gaps", share=0.4)


def _certificate(value: Any, what: str) -> tuple[int, float, float]:
    expect(isinstance(value, dict), "certified: return a dict with chosen, error and ceiling")
    names = ("chosen", "error", "ceiling")
    chosen, error, ceiling = (as_number(value.get(n), f"certified ({what}): {n}") for n in names)
    return int(chosen), error, ceiling


@check("certified counts all models that might have been chosen", points=3)
def certificate(rng: Rng) -> Steps:
    """Stumps on patients, one model alone, models that come several times, few rows."""
    losses = stumps(rng, 300)
    same = np.repeat(losses[:6], 40, axis=0)
    cases = (
        (losses, 0.05, "240 stumps"),
        (losses[:1], 0.1, "one model"),
        (same, 0.05, "models that come several times"),
        (losses[:, :3], 0.01, "three rows"),
    )
    values = yield [call("certified", one, delta) for one, delta, _ in cases]
    for value, (one, delta, said) in zip(values, cases, strict=True):
        chosen, error, ceiling = _certificate(value, said)
        counts = one.sum(axis=1).tolist()
        expect(chosen == counts.index(min(counts)), f"certified ({said}): the first with the least")
        right = min(counts) / one.shape[1]
        expect(abs(error - right) < 1e-9, f"certified ({said}): error is the mean loss", share=0.3)
        room = math.sqrt((math.log(len(one)) - math.log(delta)) / 2 / one.shape[1])
        expect(
            abs(ceiling - min(1.0, right + room)) < 1e-9,
            f"certified ({said}): ceiling is not error plus the one-sided deviation that holds for"
            " all models given at once (also those that turn out equal), at most 1",
            share=0.3,
        )

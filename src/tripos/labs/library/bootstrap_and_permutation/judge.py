"""The checks of resampling: both intervals, coverage, permutation, errors under confounding,"
" adjusting."""

from __future__ import annotations

import numpy as np

from tripos.chance import Floats
from tripos.labs.contract import Rng, Steps, as_array, as_number, call, check, expect, wrong
from tripos.labs.library.bootstrap_and_permutation.data import (
    COVERED,
    confounded,
    exact_p,
    fdr_by_definition,
    holm_by_closure,
    intervals,
    patients,
    skewed,
)


def _samples(rng: Rng) -> list[tuple[Floats, str, str, int]]:
    return [
        (skewed(rng, 25), "mean", "25 skewed values", 4000),
        (skewed(rng, 14), "variance", "14 skewed values", 12000),
        (skewed(rng, 31), "median", "31 skewed values", 4000),
        (patients(rng), "correlation", "body mass and progression of 60 patients", 1000),
    ]


def _compared(rng: Rng, function: str, method: str) -> Steps:
    samples = _samples(rng)
    seeds = [int(one) for one in rng.integers(2**31, size=4)]
    found = yield [
        call(function, values, name, 0.9, draws, seed)
        for (values, name, _, draws), seed in zip(samples, seeds, strict=True)
    ]
    bad = []
    for (values, name, what, draws), value in zip(samples, found, strict=True):
        ends = as_array(value, (2,), function)
        expect(ends[0] <= ends[1], f"{function}: the lower end must come first")
        centre, spread = intervals(rng, values, name, 0.9, draws, method)
        coarse = 0.3 if name == "median" else 0.01  # medians jump from value to value
        room = 5.5 * spread + coarse * (centre[1] - centre[0])
        if (np.abs(ends - centre) > room).any():
            bad.append((name, what))
    if bad:
        listed = ", ".join(f"the {name} of {what}" for name, what in bad)
        wrong(
            f"{function}: for {listed} the ends are further from those of a reference than two"
            f" bootstraps"
            " differ",
            share=0.5 if len(bad) == 1 else 0.0,
        )


@check("percentile_interval takes the quantiles of resampled rows", points=2)
def percentile(rng: Rng) -> Steps:
    """Four statistics on skewed and on real data."""
    yield from _compared(rng, "percentile_interval", "percentile")


@check("bca_interval corrects for bias and for skew", points=3)
def bca(rng: Rng) -> Steps:
    """The same four."""
    yield from _compared(rng, "bca_interval", "bca")


@check("intervals depend on the seed only, and stand where all values are equal", points=1)
def seeded(rng: Rng) -> Steps:
    """Twice the same seed, another seed, a constant."""
    x = rng.exponential(size=20)
    same, other = int(rng.integers(1000)), int(rng.integers(1000, 2000))
    for function in ("percentile_interval", "bca_interval"):
        calls = [call(function, x, "mean", 0.9, 300, seed) for seed in (same, same, other)]
        values = yield [*calls, call(function, np.full(12, 3.5), "variance", 0.9, 200, same)]
        a, b, c = (as_array(value, (2,), function) for value in values[:3])
        expect(np.array_equal(a, b), f"{function}: the same seed must give the same interval")
        expect(not np.array_equal(a, c), f"{function}: another seed must give other draws")
        flat = as_array(values[3], (2,), f"{function} where all values are equal")
        expect(
            np.allclose(flat, 0),
            f"{function}: where all values are equal the variance is 0 in every draw",
        )


@check("coverage measures how often the true mean is held", points=2)
def covered(rng: Rng) -> Steps:
    """At n = 8 both fall short, at n = 80 nearly none."""
    seeds = [int(one) for one in rng.integers(2**31, size=2)]
    sizes = list(COVERED)
    found = yield [
        call("coverage", n, 0.9, 150, 120, seed) for n, seed in zip(sizes, seeds, strict=True)
    ]
    for n, value in zip(sizes, found, strict=True):
        if not isinstance(value, dict) or set(value) != {"percentile", "bca"}:
            wrong("coverage must return a dictionary with 'percentile' and 'bca'")
        for name, right in COVERED[n].items():
            share = as_number(value[name], f"coverage, '{name}',")
            expect(
                abs(share - right) < 0.13,
                f"coverage: at n = {n} the share of {name} intervals is too"
                f" {'high' if share > right else 'low'};"
                " count how often the true mean, which is 1, lies between the ends, with new data"
                " each time",
            )


@check("permutation_test agrees with all permutations", points=2)
def exact(rng: Rng) -> Steps:
    """Ten values, some equal, so that ties count; and the other sign."""
    group = np.array([0, 1] * 5)
    values = np.round(rng.normal(size=10) + 0.5 * group, 1) + 0.1
    values[:4] = values[4:8][::-1]
    one = np.zeros(10, np.int64)
    seed = int(rng.integers(2**31))
    halves = [rng.permutation(np.array([0.1, 0.2, 0.3, 0.7, 1.1, 2.3])) for _ in range(12)]
    same = [np.concatenate(halves[k : k + 2]) for k in range(0, 12, 2)]
    found = yield [
        call("permutation_test", values, group, one, 20_000, seed),
        call("permutation_test", -values, group, one, 20_000, seed + 1),
        *(
            call("permutation_test", x, np.repeat([0, 1], 6), 0 * one.repeat(2)[:12], 999, seed)
            for x in same
        ),
    ]
    p, q, *equal = (as_number(value, "permutation_test") for value in found)
    right = exact_p(values, group)
    expect(
        abs(p - right) < 0.02 and abs(q - right) < 0.02,
        "permutation_test: on ten values with ties p is not the share of relabellings that differ"
        " at least"
        " as much, in either direction",
    )
    expect(
        all(one_p == 1.0 for one_p in equal),
        "permutation_test: where the groups have equal means every relabelling counts, so p is 1",
    )


@check("permutation_test is never 0 and sees what is there", points=1)
def never_zero(rng: Rng) -> Steps:
    """Groups that do not overlap, in either direction."""
    values = np.concatenate([rng.uniform(0, 1, 20), rng.uniform(5, 6, 20)])
    group = np.repeat([0, 1], 20)
    seed = int(rng.integers(2**31))
    calls = [
        call("permutation_test", values, g, np.zeros(40, np.int64), 99, seed)
        for g in (group, 1 - group)
    ]
    for value in (yield calls):
        p = as_number(value, "permutation_test")
        expect(p > 0, "permutation_test: p is 0; the data themselves are one of the relabellings")
        expect(
            np.isclose(p, 0.01),
            "permutation_test: with 99 draws, none as extreme, p is (1 + 0)/(1 + 99)",
        )


@check("permutation_test keeps its level where strata confound, and has power", points=3)
def level(rng: Rng) -> Steps:
    """Sixty data sets without an effect, twenty with one."""
    null, real = ([confounded(rng, e) for _ in range(k)] for e, k in ((0.0, 60), (1.5, 20)))
    values = yield [
        call("permutation_test", x, g, s, 199, int(rng.integers(2**31))) for x, g, s in null + real
    ]
    p = np.array([as_number(value, "permutation_test") for value in values])
    false = int((p[:60] <= 0.05).sum())
    expect(
        false <= 10,
        "permutation_test: strata differ in level and in the share of group 1, and there is no"
        " effect"
        " within any; far more than 5% of 60 such data sets are rejected at 5%. Shuffle within"
        " strata",
    )
    expect(
        p[:60].mean() < 0.65,
        "permutation_test: without an effect p is not spread evenly, but large",
    )
    expect(
        (p[60:] <= 0.05).mean() >= 0.7,
        "permutation_test: with an effect of 1.5 standard deviations within strata it rejects too"
        " rarely",
        share=0.5,
    )


def _families(rng: Rng) -> list[Floats]:
    ties = np.array([0.02, 0.5, 0.02, 0.9, 0.02, 0.04])
    drawn = [
        rng.permutation(np.concatenate([rng.uniform(0, 0.05, 4), rng.random(3)])) for _ in range(4)
    ]
    return [ties, np.array([0.3]), np.array([0.6, 0.7, 0.01]), *drawn]


@check("holm adjusts as the closed test does", points=2)
def step_down(rng: Rng) -> Steps:
    """All intersections by Bonferroni."""
    families = _families(rng)
    for p, value in zip(families, (yield [call("holm", p) for p in families]), strict=True):
        found = as_array(value, p.shape, "holm")
        expect((found <= 1).all(), "holm: an adjusted p value is above 1")
        up = bool((np.diff(found[np.argsort(p)]) >= -1e-12).all())
        expect(up, "holm: a smaller p value got a larger adjusted one, or the order given was lost")
        expect(
            np.allclose(found, holm_by_closure(p)),
            "holm: not the smallest level at which each is rejected",
        )


@check("benjamini_hochberg adjusts by its definition", points=2)
def step_up(rng: Rng) -> Steps:
    """The largest k with p_(k) <= k q / m."""
    families = _families(rng)
    calls = [call("benjamini_hochberg", p) for p in families]
    for p, value in zip(families, (yield calls), strict=True):
        found = as_array(value, p.shape, "benjamini_hochberg")
        expect((found <= 1).all(), "benjamini_hochberg: an adjusted p value is above 1")
        up = bool((np.diff(found[np.argsort(p)]) >= -1e-12).all())
        expect(
            up,
            "benjamini_hochberg: a smaller p value got a larger adjusted one, or the order was"
            " lost",
        )
        expect(
            np.allclose(found, fdr_by_definition(p)),
            "benjamini_hochberg: not the smallest level at which each is rejected; the procedure"
            " looks for"
            " the largest k that passes, whatever happens before it",
        )

"""The checks of the interaction: curves and surfaces, the share, the test, the pairs, the loss."""

from __future__ import annotations

from typing import Any

import numpy as np

from tripos.labs.contract import Rng, Steps, as_array, as_number, call, check, expect
from tripos.labs.library.interaction_that_plots_hide.data import (
    Pair,
    World,
    loss,
    pairs_of,
    tested,
    world,
)

LEVEL = 0.05


@check("dependence averages over rows and over the other column", points=2)
def curves(rng: Rng) -> Steps:
    """Grids of different lengths."""
    P = rng.normal(size=(30, 5, 8)) + rng.normal(size=(1, 5, 1))
    value = yield call("dependence", P)
    fits = isinstance(value, list) and len(value) == 3
    expect(fits, "dependence: return a list of two curves and a surface")
    shapes = ((5,), (8,), (5, 8))
    found = [as_array(one, shape, "dependence") for one, shape in zip(value, shapes, strict=True)]
    total = np.zeros((5, 8))
    for row in P:
        total += row / len(P)
    right = [total.sum(axis=1) / 8, total.sum(axis=0) / 5, total]
    for one, other in zip(found, right, strict=True):
        expect(
            np.allclose(one, other, atol=1e-10),
            "dependence: the surface is the mean over rows; the first curve is the mean of the"
            " surface over the second grid, the second over the first",
        )


@check("h_squared is the share of the surface that is interaction", points=3)
def share(rng: Rng) -> Steps:
    """A sum, a product, a mixture with an offset, rows that differ, a flat surface."""
    a, b = rng.normal(size=(1, 6, 1)), rng.normal(size=(1, 1, 7))
    a, b = a - a.mean(), b - b.mean()
    rows = rng.normal(size=(25, 1, 1))
    noise = rng.normal(size=(25, 6, 7))
    cases = [
        (a + b + rows + 9, "a sum"), (a * b + np.zeros((25, 1, 1)), "a product"),
        (2 * a - b + 0.7 * a * b + 40, "a mixture with an offset"), (noise + a, "noise"),
        (rows + np.zeros((1, 6, 7)), "a flat surface"),
    ]  # fmt: skip
    values = yield [call("h_squared", P) for P, _ in cases]
    for value, (P, said) in zip(values, cases, strict=True):
        S = P.mean(axis=0) - P.mean()
        left = S - S.mean(axis=1, keepdims=True) - S.mean(axis=0, keepdims=True)
        size = (S**2).sum()
        right = (left**2).sum() / size if size > 1e-20 else 0.0
        expect(
            abs(as_number(value, "h_squared") - right) < 1e-9,
            f"h_squared ({said}): centre the surface and both curves to mean zero, subtract the"
            " curves from the surface, and divide the sum of squares by that of the surface;"
            " average over rows first",
        )


@check("gain is the likelihood ratio of the centred product", points=3)
def gains(rng: Rng) -> Steps:
    """A planted pair, an innocent one, a pair of strong columns; units from 0.02 to 500."""
    made = world(rng, 1, LEVEL)
    others = [pair for pair in pairs_of(made.X) if pair not in made.planted]
    chosen = [made.planted[0], *(others[int(i)] for i in rng.choice(len(others), 3, False))]
    values = yield [call("gain", made.X, made.y, list(pair)) for pair in chosen]
    for value, pair in zip(values, chosen, strict=True):
        found = as_array(value, (2,), "gain")
        right = tested(made.X, made.y, pair)
        expect(
            abs(found[0] - right[0]) < 1e-4 * (1 + right[0]),
            "gain: not the difference of two maximal log-likelihoods: all columns with an"
            " intercept, and the same with the product of the two columns, each less its mean",
        )
        expect(
            abs(found[1] - right[1]) < 0.01 * right[1] + 1e-12,
            "gain: the p-value is that of twice the gain, chi-squared with one degree",
        )


def _asked(made: World) -> Any:
    return call("interactions", made.X, made.y, LEVEL)


def _pairs(value: Any, made: World) -> list[Pair]:
    size = made.X.shape[1]
    fits = isinstance(value, list) and all(isinstance(one, list) and len(one) == 2 for one in value)
    expect(fits, "interactions: return a list of pairs [smaller, larger]")
    found = [(int(a), int(b)) for a, b in value]
    inside = all(0 <= a < b < size for a, b in found) and found == sorted(set(found))
    expect(inside, "interactions: pairs of columns, smaller number first, in ascending order")
    return found


@check("interactions finds the pairs whose columns look useless", points=3)
def found(rng: Rng) -> Steps:
    """One pair, then two; strong single columns beside them."""
    worlds = [
        world(rng, 1, LEVEL),
        world(rng, 2, LEVEL),
        world(rng, 1, LEVEL),
        world(rng, 2, LEVEL),
    ]
    values = yield [_asked(made) for made in worlds]
    told = [_pairs(value, made) for value, made in zip(values, worlds, strict=True)]
    missed = sum(bool(set(made.planted) - set(one)) for one, made in zip(told, worlds, strict=True))
    expect(
        missed == 0,
        f"interactions: a pair is missed in {missed} of 4 feeds: its columns do nothing alone, so"
        " look at all pairs, and at more than the best one",
    )
    more = sum(bool(set(one) - set(made.planted)) for one, made in zip(told, worlds, strict=True))
    expect(
        more <= 1,
        f"interactions: innocent pairs are named in {more} of 4 feeds; strong columns need not"
        " interact",
        share=0.3,
    )


@check("interactions names nobody where effects only add up", points=3)
def none(rng: Rng) -> Steps:
    """In half of the feeds some pair is below the level by chance."""
    worlds = [world(rng, 0, LEVEL, hard=i % 2 == 0) for i in range(6)]
    values = yield [_asked(made) for made in worlds]
    wrong = sum(bool(_pairs(value, made)) for value, made in zip(values, worlds, strict=True))
    expect(
        wrong == 0,
        f"interactions: pairs are named in {wrong} of 6 feeds without any; of two dozen tests one"
        " is below 5% by chance",
    )


@check("deviance is the loss on new rows, with and without the pair", points=2)
def priced(rng: Rng) -> Steps:
    """No pair, the planted ones, all."""
    made = world(rng, 2, LEVEL)
    sets: list[list[Pair]] = [[], made.planted, made.planted[:1]]
    values = yield [
        call("deviance", made.X, made.y, made.X_new, made.y_new, [list(one) for one in pairs])
        for pairs in sets
    ]
    for value, pairs in zip(values, sets, strict=True):
        expect(
            abs(as_number(value, "deviance") - loss(made, pairs)) < 1e-5,
            "deviance: not the mean log loss (natural logarithm) on the new rows; products are of"
            " columns less the means of the known rows, also for new rows",
        )

"""The checks of the explanations: outputs, gradients on the way, deletion, the false one."""

from __future__ import annotations

from typing import Any

import numpy as np

from tripos.labs.contract import Rng, Steps, as_array, call, check, expect
from tripos.labs.library.which_explanation_is_fake.data import (
    World,
    network,
    output,
    path,
    taken,
    world,
)


@check("outputs are the log-odds of the network", points=1)
def forward(rng: Rng) -> Steps:
    """Rows on both sides of the units' limits."""
    net, _, X, _ = network(rng)
    found = as_array((yield call("outputs", net, X)), (len(X),), "outputs")
    expect(np.allclose(found, output(net, X), atol=1e-8),
           "outputs: not the sum over hidden units of W2 times relu, and b2")  # fmt: skip


@check("integrated gradients by the midpoint rule", points=3)
def integrals(rng: Rng) -> Steps:
    """One step, five, a hundred; a hundred nearly add up to the output's change."""
    net, _, X, baseline = network(rng)
    steps = (1, 5, 100)
    values = yield [call("integrated", net, X[:30], baseline, m) for m in steps]
    for value, m in zip(values, steps, strict=True):
        found = as_array(value, (30, X.shape[1]), "integrated")
        expect(
            np.allclose(found, path(net, X[:30], baseline, m), atol=1e-7),
            f"integrated ({m} steps): the mean of the gradients at the middles of the steps from"
            " the baseline to the row, times the row less the baseline",
        )


@check("occlusion says what each column takes from the output", points=3)
def occluded(rng: Rng) -> Steps:
    """One column at a time gets the baseline's value."""
    net, _, X, baseline = network(rng)
    found = as_array((yield call("occlusion", net, X, baseline)), X.shape, "occlusion")
    expect(
        np.allclose(found, taken(net, X, baseline), atol=1e-8),
        "occlusion: f of the row less f of the row with one column at the baseline; the other"
        " columns stay as they are",
    )


@check("deletion follows each row's own order", points=3)
def deleted(rng: Rng) -> Steps:
    """Real attributions, and some with equal values."""
    net, _, X, baseline = network(rng)
    real = path(net, X, baseline, 20)
    ties = np.round(real / (np.abs(real).max() / 3))
    values = yield [call("deletion", net, X, A, baseline) for A in (real, ties)]
    for value, A in zip(values, (real, ties), strict=True):
        found = as_array(value, (X.shape[1] + 1,), "deletion")
        right, rows = [output(net, X).mean()], X.copy()
        ranked = np.lexsort((np.tile(np.arange(X.shape[1]), (len(X), 1)), -A), axis=1)
        for k in range(X.shape[1]):
            rows[np.arange(len(X)), ranked[:, k]] = baseline[ranked[:, k]]
            right.append(output(net, rows).mean())
        expect(
            np.allclose(found, right, atol=1e-7),
            "deletion: the mean output after 0, 1, ... columns have gone; in each row the column"
            " with the largest attribution (with its sign) goes first, of equal ones the lower one,"
            " and what has gone stays gone",
        )


def _worlds(rng: Rng, kind: str, count: int) -> list[World]:
    """Two networks take turns."""
    bases = [network(rng), network(rng)]
    return [world(rng, kind, bases[number % 2]) for number in range(count)]


def _asked(made: World) -> Any:
    return call("fakes", made.net, made.X, made.explanations, made.baseline)


def _named(value: Any) -> list[int]:
    found = as_array(value, (None,), "fakes")
    inside = set(found.tolist()) <= {0, 1, 2} and (np.diff(found) > 0).all()
    expect(inside, "fakes: return a list of the numbers 0, 1, 2, ascending, [] if none is")
    return [int(one) for one in found]


@check("fakes finds the explanation of another network", points=3)
def other(rng: Rng) -> Steps:
    """It has less noise than the true ones, and adds up."""
    worlds = _worlds(rng, "other", 6)
    values = yield [_asked(made) for made in worlds]
    right = sum(_named(value) == made.false for value, made in zip(values, worlds, strict=True))
    expect(
        right == 6,
        f"fakes: right in {right} of 6 cases in which one is of another network: take a column away"
        " and look whether the output moves as the explanation says; noise, and whether it adds up,"
        " tell nothing",
    )


@check("fakes finds the explanation whose rows are in another order", points=3)
def order(rng: Rng) -> Steps:
    """On average it is right."""
    worlds = _worlds(rng, "order", 5)
    values = yield [_asked(made) for made in worlds]
    right = sum(_named(value) == made.false for value, made in zip(values, worlds, strict=True))
    expect(
        right == 5,
        f"fakes: right in {right} of 5 cases in which the rows of one are in another order: its"
        " columns are right on average, so compare row by row",
    )


@check("fakes finds two that agree with each other, and not with the network", points=3)
def two(rng: Rng) -> Steps:
    """The true one is the odd one out."""
    worlds = _worlds(rng, "two", 4)
    values = yield [_asked(made) for made in worlds]
    right = sum(_named(value) == made.false for value, made in zip(values, worlds, strict=True))
    expect(
        right == 4,
        f"fakes: right in {right} of 4 cases in which two are of another network: they agree with"
        " each other, which proves nothing; ask the network itself",
    )


@check("fakes accuses none where all are of this network", points=3)
def none(rng: Rng) -> Steps:
    """Three methods that disagree a little, with noise."""
    worlds = _worlds(rng, "none", 5)
    values = yield [_asked(made) for made in worlds]
    wrong = sum(_named(value) != [] for value in values)
    expect(
        wrong == 0,
        f"fakes: in {wrong} of 5 cases without a false one somebody is accused; methods differ, so"
        " the worst of three is no culprit unless it fails by itself",
    )

"""The checks of logistic regression: the fit, range, separation, calibration, decisions under"
" costs."""

from __future__ import annotations

from typing import Any

import numpy as np

from tripos.chance import Floats
from tripos.labs.contract import Rng, Steps, as_array, as_number, call, check, expect, wrong
from tripos.labs.library.logistic_from_scratch.data import (
    Whole,
    cost_of,
    monotone,
    planes,
    steepness,
    tumours,
)


def _flat(value: Any, features: Floats, y: Whole, penalty: float, what: str) -> None:
    if not isinstance(value, dict) or set(value) != {"intercept", "coefficients"}:
        wrong("fit must return a dictionary with 'intercept' and 'coefficients'")
    b = as_number(value["intercept"], "fit, 'intercept',")
    w = as_array(value["coefficients"], (features.shape[1],), "fit, 'coefficients',")
    g = np.abs(steepness(features, y, penalty, b, w))
    expect(
        g[0] < 1e-7,
        f"fit {what}: the gradient by the intercept is not 0: the mean of the probabilities must"
        f" be that of y"
        " (the intercept is not penalised; not yet converged?)",
    )
    expect(
        g.max() < 1e-7,
        f"fit {what}: the gradient by the coefficients is not 0: not yet converged, or the"
        f" penalty is not that"
        " on w in the units of X",
    )


@check("fit without a penalty makes the gradient vanish, in any units", points=3)
def free(rng: Rng) -> Steps:
    """Five measurements of tumours, some with columns a thousand times as large."""
    features, y = tumours(rng, 400, [1, 4, 8, 9, 14])
    large = features * np.array([1000.0, 1.0, 1.0, 50.0, 0.1]) + np.array([0, 10.0, 0, 0, 0])
    values = yield [call("fit", features, y, 0.0), call("fit", large, y, 0.0)]
    _flat(values[0], features, y, 0.0, "on five measurements")
    _flat(values[1], large, y, 0.0, "on five measurements in other units")


@check("fit stands a column that is a copy", points=1)
def copied(rng: Rng) -> Steps:
    """Any minimiser will do."""
    features, y = tumours(rng, 300, [1, 4, 8])
    both = np.column_stack([features, 2 * features[:, 0]])
    _flat((yield call("fit", both, y, 0.0)), both, y, 0.0, "with a column that is twice another")


@check("fit with a penalty has a minimum where the classes are separated", points=3)
def penalised(rng: Rng) -> Steps:
    """All thirty measurements, large penalties and tiny ones; few of one class."""
    features, y = tumours(rng, 200, list(range(30)))
    scaled = (features - features.mean(axis=0)) / features.std(axis=0) + 3.0
    line = np.concatenate([rng.uniform(-4, -1, 25), rng.uniform(1, 4, 5)])[:, None]
    side = (line[:, 0] > 0).astype(np.int64)
    plans = [
        (scaled, y, 5.0),
        (scaled, y, 0.01),
        (line, side, 1e-5),
        (100 * line + 7, side, 1e-7),
        (line, side, 50.0),
    ]
    values = yield [call("fit", *one) for one in plans]
    for (x, t, penalty), value in zip(plans, values, strict=True):
        what = "30 measurements" if x.shape[1] == 30 else "a line that a point separates"
        _flat(
            value, x, t, penalty, f"on {what} with a {'small' if penalty < 1 else 'large'} penalty"
        )


@check("log_loss neither overflows nor rounds to nothing", points=1)
def far(rng: Rng) -> Steps:
    """Margins of a thousand."""
    x = np.concatenate([[-1000.0, 1000.0, -30.0, 30.0], rng.normal(size=20)])[:, None]
    y = np.concatenate([[1, 1, 0, 1], rng.integers(0, 2, 20)])
    values = yield [
        call("log_loss", x, y, 0.0, np.ones(1)),
        call("log_loss", x[2:4], y[2:4], 0.0, np.ones(1)),
    ]
    margins = (2 * y - 1) * x[:, 0]
    right = np.logaddexp(0, -margins).mean()
    expect(
        np.isclose(as_number(values[0], "log_loss"), right, rtol=1e-9),
        "log_loss: with margins of 1000 and -1000 among others it is wrong; a margin of -1000"
        " costs 1000",
    )
    small = as_number(values[1], "log_loss")
    expect(
        np.isclose(small, np.exp(-30), rtol=1e-6, atol=0),
        "log_loss: margins of 30 cost exp(-30), not 0",
    )


@check("separated knows when there is no finite fit", points=3)
def apart(rng: Rng) -> Steps:
    """Separated, overlapping, separated with rows on the plane."""
    cases = planes(rng)
    features, y = tumours(rng, 569, list(range(30)))
    cases.append((features, y, True, "all thirty measurements of the tumours"))
    cases.append((features[:, :5], y, False, "five measurements of the tumours"))
    bad = []
    for (_, _, right, what), value in zip(
        cases, (yield [call("separated", x, t) for x, t, _, _ in cases]), strict=True
    ):
        if not isinstance(value, bool):
            wrong("separated must return True or False")
        if value is not right:
            bad.append(what)
    expect(
        not bad,
        f"separated: the answer is wrong for {'; '.join(bad)}",
        share=0.5 if len(bad) == 1 else 0.0,
    )


@check("isotonic is the nearest monotone function of the score", points=3)
def calibrated(rng: Rng) -> Steps:
    """With ties, in any order."""
    cases = [np.round(rng.normal(size=60), 1), rng.normal(size=50), rng.normal(size=30) * 0 + 1.0]
    outcomes = [(rng.random(len(s)) < 1 / (1 + np.exp(-s))).astype(np.int64) for s in cases]
    values = yield [call("isotonic", s, y) for s, y in zip(cases, outcomes, strict=True)]
    for s, y, value in zip(cases, outcomes, values, strict=True):
        found = as_array(value, s.shape, "isotonic")
        for one in np.unique(s):
            expect(
                np.ptp(found[s == one]) < 1e-12,
                "isotonic: rows with equal scores got different values",
            )
        order = np.argsort(s)
        expect(
            (np.diff(found[order]) >= -1e-12).all(),
            "isotonic: a higher score got a lower value, or the order of rows is lost",
        )
        expect(
            np.allclose(found, monotone(s, y.astype(float))),
            "isotonic: monotone, but another monotone function is nearer to y: pool blocks,"
            " weighted by their"
            " rows, until none is above the next",
        )


@check("decide weighs the costs", points=1)
def decides(rng: Rng) -> Steps:
    """The threshold is c_false / (c_false + c_miss)."""
    p = np.concatenate([[0.0, 1.0, 0.2, 0.8], rng.random(40)])
    costs = [(1.0, 4.0), (4.0, 1.0), (float(rng.uniform(1, 9)), 2.0)]
    for (a, m), value in zip(
        costs, (yield [call("decide", p, a, m) for a, m in costs]), strict=True
    ):
        found = as_array(value, p.shape, "decide")
        clear = np.abs(p * m - (1 - p) * a) > 1e-9
        right = (p * m > (1 - p) * a).astype(float)
        expect(
            (found == right)[clear].all(),
            "decide: saying 1 costs (1 - p) times a false alarm, saying 0 costs p times a miss",
        )


@check("best_threshold costs least on the rows given", points=3)
def cheapest(rng: Rng) -> Steps:
    """Ties, and costs at which it is best to say 1 nowhere or everywhere."""
    p = np.round(rng.beta(2, 3, 80), 2)
    y = (rng.random(80) < p**2).astype(np.int64)
    y[np.argmax(p)] = 0
    costs = [(1.0, 3.0), (2.0, 1.0), (1000.0, 0.1), (0.001, 50.0)]
    values = yield [call("best_threshold", p, y, a, m) for a, m in costs]
    for (a, m), value in zip(costs, values, strict=True):
        if not isinstance(value, dict) or set(value) != {"threshold", "cost"}:
            wrong("best_threshold must return a dictionary with 'threshold' and 'cost'")
        t = as_array([value["threshold"]], (1,), "best_threshold, 'threshold',", finite=False)[0]
        cost = as_number(value["cost"], "best_threshold, 'cost',")
        least = min(cost_of(p, y, one, a, m) for one in [*p, 2.0])
        where = f"where a false alarm costs {'more' if a > m else 'less'} than a miss"
        expect(
            np.isclose(cost_of(p, y, t, a, m), least),
            f"best_threshold: {where}, another threshold costs less (1 is said where p >= t;"
            f" nowhere is allowed)",
        )
        expect(
            np.isclose(cost, least),
            f"best_threshold: {where}, the cost is not the mean per row",
            share=0.5,
        )

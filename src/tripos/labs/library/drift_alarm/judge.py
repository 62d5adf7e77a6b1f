"""The checks of the drift alarm: exact parts, few false alarms, short delays, honest figures."""

from __future__ import annotations

from typing import Any

import numpy as np

from tripos.labs.contract import Rng, Steps, as_array, as_number, call, check, expect
from tripos.labs.library.drift_alarm.data import (
    clinic,
    drawn,
    index,
    kolmogorov_smirnov,
    patients,
    without_drift,
)

_WINDOWS = 15


@check("psi is exact, with ties, empty bins and values out of range", points=2)
def exact(rng: Rng) -> Steps:
    """Continuous, counted, moved away, and a measurement of the patients."""
    X, benign = patients()
    cases = (
        (rng.normal(size=300), rng.normal(0.3, 1, 120), 10, "continuous values"),
        (rng.poisson(1.5, 200) * 1.0, rng.poisson(2.5, 90) * 1.0, 10, "counts with many ties"),
        (rng.random(150), 5 + rng.random(40), 8, "values beyond the reference"),
        (X[:, 0], X[benign == 0, 0], 10, "malignant tumours against all"),
    )
    values = yield [call("psi", *case[:3]) for case in cases]
    for value, (a, b, bins, said) in zip(values, cases, strict=True):
        found = as_number(value, f"psi ({said})")
        expect(
            abs(found - index(a, b, bins)) < 1e-9,
            f"psi ({said}): not the index of the brief: edges from the reference only and taken"
            " once if"
            " equal, open outer bins, half a row added to each bin, values at an edge go up",
        )


@check("psi_limit knows what chance gives", points=2)
def chance(rng: Rng) -> Steps:
    """Few and many rows, against a simulation."""
    cases = ((500, 100, 10, 0.95), (2000, 400, 10, 0.95), (300, 200, 5, 0.9))
    values = yield [call("psi_limit", *case, 3) for case in cases]
    for value, (n, m, bins, level) in zip(values, cases, strict=True):
        found = as_number(value, "psi_limit")
        truth = float(np.quantile(without_drift(rng, n, m, bins), level))
        expect(
            abs(found / truth - 1) < 0.15,
            f"psi_limit: far from the {level} quantile without drift for {n} and {m} rows in"
            f" {bins} bins"
            f" (yours is too {'high' if found > truth else 'low'}); the index shrinks as 1/n + 1/m",
        )


@check("ks has the right statistic and p-value, with ties and missing values", points=2)
def compares(rng: Rng) -> Steps:
    """Continuous, counts, missing in one sample, the same twice."""
    x = rng.normal(size=80)
    holes = np.where(rng.random(150) < 0.3, np.nan, rng.normal(size=150))
    cases = (
        (x, rng.normal(0.4, 1, 120), "continuous values"),
        (rng.poisson(2, 150) * 1.0, rng.poisson(2.6, 90) * 1.0, "counts with many ties"),
        (x, holes, "values missing in one sample"),
        (x, x.copy(), "the same sample twice"),
        (rng.permutation(400) * 1.0, np.arange(400) + 0.5, "samples that are nearly alike"),
        (rng.permutation(200) * 1.0, np.arange(200) + 13.5, "samples a little apart"),
    )
    values = yield [call("ks", *case[:2]) for case in cases]
    for value, (a, b, said) in zip(values, cases, strict=True):
        expect(isinstance(value, dict), "ks: return a dict with statistic and p")
        size, p = kolmogorov_smirnov(a, b)
        found = as_number(value.get("statistic"), f"ks ({said}): statistic")
        expect(
            abs(found - size) < 1e-9,
            f"ks ({said}): the statistic is not the largest distance of the distribution"
            " functions, looked"
            " at after all values that are equal (missing ones first)",
        )
        found = as_number(value.get("p"), f"ks ({said}): p")
        expect(
            abs(found - p) < 1e-6 + 1e-3 * p,
            f"ks ({said}): p is not Kolmogorov's for lambda = D sqrt(nm/(n+m)); it lies between"
            " 0 and 1",
            share=0.5,
        )


@check("holm adjusts step by step", points=1)
def adjusts(rng: Rng) -> Steps:
    """Random p-values with small ones and ties."""
    p = np.concatenate([rng.random(7) ** 3, [0.02, 0.02, 0.9]])
    p = p[rng.permutation(len(p))]
    found = as_array((yield call("holm", p)), (len(p),), "holm")
    order = np.sort(p)
    truth = [
        min(1.0, max((len(p) - j) * order[j] for j in range(len(p)) if order[j] <= one))
        for one in p
    ]
    expect(
        np.allclose(found, truth),
        "holm: not the running maximum of p times (number of p-values not yet passed), at most"
        " 1, given"
        " back in the order of the arguments",
    )


def _alarm(found: Any) -> int:
    fits = isinstance(found, dict) and isinstance(found.get("features"), list)
    expect(fits, "monitor: return a dict with alarm and features (a list)")
    at = as_number(found.get("alarm"), "monitor: alarm")
    expect(at == int(at) and at >= -1, "monitor: alarm is the number of a window, or -1")
    return int(at)


@check("monitor raises few false alarms over whole streams", points=3)
def quiet(rng: Rng) -> Steps:
    """Twenty-eight streams without drift: drawn features, and patients with replacement."""
    streams = [drawn(rng, _WINDOWS, 0, "none")[:2] for _ in range(18)]
    streams += [clinic(rng, _WINDOWS, -1) for _ in range(10)]
    values = yield [call("monitor", a, b, 100, 0.05) for a, b in streams]
    false = sum(_alarm(value) >= 0 for value in values)
    expect(
        false <= 5,
        f"monitor: false alarms in {false} of 28 streams of 15 windows without drift, at level"
        " 0.05: share the"
        " level out over features and over windows",
        share=0.25 if false <= 9 else 0.0,
    )


@check("monitor finds drift soon and blames the right feature", points=3)
def soon(rng: Rng) -> Steps:
    """A mean, a spread, missing values, and a change of patients, from window 8 on."""
    kinds = [kind for kind in ("mean", "spread", "missing") for _ in range(5)]
    made = [drawn(rng, _WINDOWS, 8, kind) for kind in kinds]
    streams = [one[:2] for one in made]
    streams += [clinic(rng, _WINDOWS, 8) for _ in range(5)]
    values = yield [call("monitor", a, b, 100, 0.05) for a, b in streams]
    alarms = [_alarm(value) for value in values]
    told = {
        "mean": "a mean that moves by 0.8 deviations",
        "spread": "a spread that grows 2.5 times",
        "missing": "a third of the values missing",
        "clinic": "a change of patients",
    }
    for kept, (kind, said) in enumerate(told.items()):
        which = [i for i in range(20) if [*kinds, *["clinic"] * 5][i] == kind]
        hit = sum(8 <= alarms[i] <= 11 for i in which)
        expect(hit >= 3, f"monitor: {said} is not found within four windows", share=0.2 * kept)
    for i, (_, _, blamed) in enumerate(made):
        if alarms[i] >= 8:
            expect(
                blamed in values[i]["features"], "monitor: the wrong feature is blamed", share=0.7
            )
            few = len(values[i]["features"]) <= 3
            expect(few, "monitor: features are blamed that did not drift", share=0.7)


@check("monitor looks at whole windows only, and not ahead", points=2)
def windows(rng: Rng) -> Steps:
    """A break after the last whole window; a break within the first."""
    reference = rng.normal(size=(400, 2))
    tail = np.vstack([rng.normal(size=(500, 2)), np.full((60, 2), 9.0)])
    first = np.vstack([np.full((100, 2), 9.0), rng.normal(size=(300, 2))])
    last = np.vstack([rng.normal(size=(300, 2)), np.full((100, 2), 9.0)])
    values = yield [call("monitor", reference, one, 100, 0.001) for one in (tail, first, last)]
    found = [_alarm(value) for value in values]
    expect(found[0] == -1, "monitor: an incomplete window at the end was looked at")
    expect(found[1] == 0, "monitor: drift in the very first window is window 0")
    expect(
        found[2] == 3, "monitor: the alarm comes before the window with the drift, or not at all"
    )


@check("report tells false alarms from detections", points=2)
def figures(rng: Rng) -> Steps:
    """Random streams, alarms at the start itself, nothing detected."""
    starts = rng.choice([-1, 4, 8], 40)
    alarms = rng.choice([-1, 2, 4, 8, 11], 40)
    cases = ((alarms.tolist(), starts.tolist()), ([-1, 2], [-1, -1]), ([4], [4]))
    values = yield [call("report", *case) for case in cases]
    for value, (found, began) in zip(values, cases, strict=True):
        expect(isinstance(value, dict), "report: return a dict")
        pairs = list(zip(found, began, strict=True))
        false = [a >= 0 and (s < 0 or a < s) for a, s in pairs]
        fair = [
            a - s if a >= 0 else None
            for (a, s), bad in zip(pairs, false, strict=True)
            if s >= 0 and not bad
        ]
        hit = [one for one in fair if one is not None]
        truth = {"false_share": sum(false) / len(pairs),
                 "missed_share": fair.count(None) / len(fair) if fair else 0.0,
                 "delay": sum(hit) / len(hit) if hit else 0.0}  # fmt: skip
        for name, right in truth.items():
            expect(
                abs(as_number(value.get(name), f"report: {name}") - right) < 1e-9,
                f"report: {name} is wrong: an alarm before the start is false and detects"
                " nothing; one at the"
                " start has delay 0; false alarms are shared over all streams",
            )

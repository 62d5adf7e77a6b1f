"""The checks of the scores: recalibration and its test, the cause, new probabilities, decisions."""

from __future__ import annotations

from typing import Any

import numpy as np

from tripos.chance import Floats
from tripos.labs.contract import Rng, Steps, as_array, as_number, call, check, expect
from tripos.labs.library.probabilities_that_do_not_hold.data import (
    LATER,
    LEAST,
    WINDOW,
    World,
    expected_cost,
    expected_loss,
    lacking,
    refitted,
    world,
)

NAMES = (*WINDOW, *LATER)


def _windows(rng: Rng) -> list[tuple[Floats, Floats, str]]:
    """Scores that hold and that do not, few rows, scores of 0 and 1."""
    made = [(one.p, one.y, one.cause) for one in (world(rng, cause, 400) for cause in NAMES[:4])]
    small = world(rng, "none", 80)
    edged = made[1][0].copy()
    edged[:6] = [0.0, 1.0, 1.0, 0.0, 1.0, 0.0]
    return [*made, (small.p, small.y, "80 rows"), (edged, made[1][1], "scores of 0 and 1")]


@check("calibration has intercept and slope, and the intercept for slope 1", points=3)
def fitted(rng: Rng) -> Steps:
    """Six windows."""
    windows = _windows(rng)
    values = yield [call("calibration", p, y) for p, y, _ in windows]
    for value, (p, y, said) in zip(values, windows, strict=True):
        fits = isinstance(value, dict) and {"intercept", "slope", "in_the_large"} <= set(value)
        expect(fits, "calibration: return a dict with 'intercept', 'slope', 'in_the_large'")
        (intercept, slope), _ = refitted(p, y, "both")
        alone = refitted(p, y, "intercept")[0][0]
        for name, right in (("slope", slope), ("intercept", intercept)):
            expect(
                abs(as_number(value[name], f"calibration, '{name}'") - right) < 2e-3,
                f"calibration ({said}): '{name}' is not that of most likelihood of y on an"
                " intercept and the log-odds of p, with p of 0 and 1 read as 0.0005 and 0.9995",
            )
        expect(
            abs(as_number(value["in_the_large"], "calibration, 'in_the_large'") - alone) < 2e-3,
            f"calibration ({said}): 'in_the_large' is the intercept of most likelihood where the"
            " slope is held at 1; it is neither the intercept beside a free slope nor a difference"
            " of means",
        )


@check("calibration_test asks for intercept and slope at once", points=3)
def tested(rng: Rng) -> Steps:
    """The same windows, and ones whose p-value lies in between."""
    windows = _windows(rng)
    p, y, _ = windows[3]
    for change in (0.02, -0.02):
        near: Floats = np.round(np.clip(p + change, 0, 1), 3)
        windows.append((near, y, "moved a little"))
    values = yield [call("calibration_test", one, labels) for one, labels, _ in windows]
    for value, (one, labels, said) in zip(values, windows, strict=True):
        found, right = as_number(value, "calibration_test"), lacking(one, labels)[0]
        expect(
            abs(found - right) < 0.01 * right + 1e-6,
            f"calibration_test ({said}): the likelihood ratio of the recalibrated scores to the"
            " scores as they are, chi-squared with 2 degrees; a ranking by these scores, and how"
            " large their Brier score is, say nothing about it",
        )


def _asked(function: str, made: World) -> Any:
    return call(function, made.p, made.y, made.later)


def _named(values: Any) -> list[str]:
    for value in values:
        known = isinstance(value, str) and value in NAMES
        expect(known, f"cause: return one of {', '.join(map(repr, NAMES))}")
    return list(values)


@check("cause tells a wrong level from a wrong slope", points=3)
def window(rng: Rng) -> Steps:
    """Two cases each of resampled, overconfident and underconfident scores."""
    worlds = [world(rng, cause, 700) for cause in WINDOW * 2]
    told = _named((yield [_asked("cause", made) for made in worlds]))
    missed = sum(one in LATER for one in told)
    expect(
        missed == 0,
        f"cause: in {missed} of 6 cases it is not seen that the known outcomes contradict the"
        " scores; scores that rank well may all be too high",
    )
    right = sum(one == made.cause for one, made in zip(told, worlds, strict=True))
    expect(
        right == 6,
        f"cause: right in {right} of 6 cases in which the known window shows the fault: after"
        " resampling log-odds are moved and keep their slope; of too confident scores the slope is"
        " below 1, whatever the intercept beside it",
    )


@check("cause accuses nobody where scores hold", points=3)
def healthy(rng: Rng) -> Steps:
    """Large windows, and small ones, whose binned errors are large by chance."""
    worlds = [world(rng, "none", rows) for rows in (700, 700, 700, 150, 150, 150)]
    told = _named((yield [_asked("cause", made) for made in worlds]))
    wrong = sum(one != "none" for one in told)
    expect(
        wrong <= 1,
        f"cause: in {wrong} of 6 cases in which everything holds something is accused: scores that"
        " hold have a Brier score and gaps in bins all the same, so ask what chance does",
    )


@check("cause looks at later scores, and knows a new base rate from other rows", points=3)
def afterwards(rng: Rng) -> Steps:
    """The known window is right in all of them."""
    worlds = [world(rng, cause, 700) for cause in LATER[1:] * 3]
    told = _named((yield [_asked("cause", made) for made in worlds]))
    missed = sum(one == "none" for one in told)
    expect(
        missed == 0,
        f"cause: in {missed} of 6 cases the later scores differ from the known ones, and nothing is"
        " said; without outcomes the scores themselves still tell",
    )
    right = sum(one == made.cause for one, made in zip(told, worlds, strict=True))
    expect(
        right >= 5,
        f"cause: right in {right} of 6 cases in which the later scores differ: with a new base rate"
        " they are a mixture of the known scores of ones and of zeros, in another proportion; if no"
        " proportion explains them, the rows are others",
    )


def _said(value: Any, made: World) -> Floats:
    found = as_array(value, (len(made.later),), "recalibrated")
    expect(((found >= 0) & (found <= 1)).all(), "recalibrated: probabilities lie in 0 to 1")
    return np.clip(found, LEAST, 1 - LEAST)


def _share(made: World, said: Floats) -> float:
    """How far the loss lies above that of the true probabilities, as a share of it."""
    return expected_loss(made.chance, said) / expected_loss(made.chance, made.chance) - 1


def _typical(shares: list[float]) -> float:
    """The mean without the worst one: a single wrong diagnosis is forgiven."""
    return float(np.mean(sorted(shares)[:-1]))


@check("recalibrated repairs what the known window shows", points=3)
def repaired(rng: Rng) -> Steps:
    """Resampled, overconfident, underconfident."""
    worlds = [world(rng, cause, 700) for cause in WINDOW for _ in range(3)]
    values = yield [_asked("recalibrated", made) for made in worlds]
    shares = [_share(made, _said(value, made)) for value, made in zip(values, worlds, strict=True)]
    for number, cause in enumerate(WINDOW):
        expect(
            _typical(shares[3 * number : 3 * number + 3]) <= 0.02,
            f"recalibrated ({cause} scores): on average the log-loss lies more than 2% above that"
            " of the true probabilities; correct log-odds, by an intercept and, where it is wrong,"
            " the slope",
        )


@check("recalibrated follows a new base rate, and only that", points=3)
def moved(rng: Rng) -> Steps:
    """New base rates, and other rows."""
    worlds = [world(rng, cause, 700) for cause in LATER[1:] for _ in range(5)]
    values = yield [_asked("recalibrated", made) for made in worlds]
    shares = [_share(made, _said(value, made)) for value, made in zip(values, worlds, strict=True)]
    expect(
        _typical(shares[:5]) <= 0.02,
        "recalibrated (a new base rate): on average the log-loss lies more than 2% above that of"
        " the true probabilities: estimate the share of ones from the later scores until it no"
        " longer changes (the mean of scores is not it), and move log-odds towards it",
    )
    expect(
        _typical(shares[5:]) <= 0.01,
        "recalibrated (other rows): the scores hold as they are, although there are other ones;"
        " moving them to a new base rate makes them worse",
    )


@check("recalibrated leaves alone what 60 rows cannot better", points=3)
def small(rng: Rng) -> Steps:
    """Twelve windows of 60 rows that hold, six that are badly wrong."""
    worlds = [world(rng, "none", 60, new=800) for _ in range(12)]
    cured = [world(rng, cause, 60, strength=1.5, new=800) for cause in WINDOW[:2] * 3]
    values = yield [_asked("recalibrated", made) for made in worlds + cured]
    shares = [
        _share(made, _said(value, made))
        for value, made in zip(values, worlds + cured, strict=True)
    ]  # fmt: skip
    expect(
        _typical(shares[:12]) <= 0.01,
        "recalibrated (60 rows, scores that hold): on average the log-loss rises by more than 1%;"
        " what is fitted to few rows is noise, so correct only what is shown to be wrong",
    )
    before = [_share(made, np.clip(made.later, LEAST, 1 - LEAST)) for made in cured]
    expect(
        _typical(shares[12:]) <= 0.25 * np.mean(before),
        "recalibrated (60 rows, scores that are badly wrong): more than a quarter of what the"
        " scores lose is left; one or two numbers can be had from 60 rows, a whole curve cannot",
    )


@check("decide acts at the costs' threshold, on probabilities that hold", points=3)
def decided(rng: Rng) -> Steps:
    """All causes; right decisions cost as well."""
    worlds = [world(rng, cause, 700) for cause in NAMES]
    matrices = [_costs(rng, made) for made in worlds]
    values = yield [
        call("decide", made.p, made.y, made.later, costs)
        for made, costs in zip(worlds, matrices, strict=True)
    ]
    shares = []
    for value, made, costs in zip(values, worlds, matrices, strict=True):
        acts = as_array(value, (len(made.later),), "decide")
        expect(np.isin(acts, (0, 1)).all(), "decide: 1 (act) or 0 for each row")
        least, plain = _least(made, costs), _plain(made, costs)
        shares.append((expected_cost(made.chance, acts, costs) - least) / (plain - least))
    expect(
        _typical(shares) <= 0.02,
        "decide: on average more than 2% is lost of what decisions by the true probabilities save"
        " against acting on all or on nobody: act where (1 - p) costs[1][0] + p costs[1][1] is"
        " below (1 - p) costs[0][0] + p costs[0][1], with p recalibrated for the later rows",
    )


def _costs(rng: Rng, made: World) -> Floats:
    """Costs whose threshold lies among the true probabilities; a right act is not free."""
    threshold = float(np.quantile(made.chance, rng.uniform(0.3, 0.7)))
    false, missed = threshold, 1 - threshold
    right = rng.uniform(0.4, 0.8) * missed
    return rng.uniform(2.0, 9.0) * np.array([[0.0, missed + right], [false, right]])


def _least(made: World, costs: Floats) -> float:
    q = made.chance
    gain = (1 - q) * (costs[0, 0] - costs[1, 0]) + q * (costs[0, 1] - costs[1, 1])
    return expected_cost(q, (gain > 0).astype(float), costs)


def _plain(made: World, costs: Floats) -> float:
    return min(expected_cost(made.chance, np.full(len(made.later), d), costs) for d in (0.0, 1.0))

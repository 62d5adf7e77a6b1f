"""The checks of a release: sample size, looks, ripe outcomes, decisions, and a hundred releases."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from tripos.chance import Floats
from tripos.labs.contract import Rng, Steps, as_array, as_number, call, check, expect, play, wrong
from tripos.labs.library.rollout_with_a_way_back.data import (
    ACTIONS,
    DECIDE,
    PERIOD,
    RIPE,
    State,
    at_once,
    never,
    planned,
    played,
    ten_days,
    world,
    worlds,
)

_WORLDS, _ASKED = 100, 0.86
_ALPHAS = {0.05: 1.96, 0.1: 1.6449}
_POWERS = {0.8: 0.8416, 0.9: 1.2816}


@check("the canary gets as many requests as the difference needs", points=2)
def sizes(rng: Rng) -> Steps:
    """Rises and falls, equal shares and a small canary, both levels."""
    cases = []
    for alpha in _ALPHAS:
        for power in _POWERS:
            old = float(rng.uniform(0.05, 0.2))
            new = old * float(rng.choice([rng.uniform(0.6, 0.9), rng.uniform(1.1, 1.4)]))
            cases.append((old, new, float(rng.choice([1.0, 4.0, 19.0])), alpha, power))
    values = yield [call("rows_needed", *case) for case in cases]
    for value, (old, new, ratio, alpha, power) in zip(values, cases, strict=True):
        z = _ALPHAS[alpha] + _POWERS[power]
        right = z * z * (new * (1 - new) + old * (1 - old) / ratio) / (old - new) ** 2
        found = as_number(value, "rows_needed")
        expect(abs(found - right) <= 2 + 3e-4 * right,
               f"rows_needed: not what alpha {alpha}, power {power} and ratio {ratio:.0f} need in"
               " the canary: two-sided, and the old arm has ratio times as many")  # fmt: skip
        expect(float(found).is_integer(), "rows_needed: a whole number, rounded up", share=0.6)


@check("looking every day keeps the false alarms, and most of the power", points=3)
def looks(rng: Rng) -> Steps:
    """Equal days, unequal days, a big last one; without a difference, with one, with a large."""
    cases: list[tuple[Floats, float]] = [
        (np.arange(1, 15) * 400.0, 0.05), (np.cumsum(rng.uniform(100, 900, 18)), 0.1),
        (np.array([300.0, 600.0, 900.0, 6000.0]), 0.05), (np.array([2000.0]), 0.05),
    ]  # fmt: skip
    values = yield [call("limits", [float(one) for one in seen], alpha) for seen, alpha in cases]
    for value, (seen, alpha) in zip(values, cases, strict=True):
        bound = as_array(value, (len(seen),), "limits")
        alarms = (_scores(rng, seen, 60_000) > bound).any(axis=1).mean()
        expect(alarms <= 1.15 * alpha + 0.002,
               f"limits: with {len(seen)} looks and alpha {alpha} the false alarms of all looks"
               f" together are {alarms:.3f}")  # fmt: skip
        drift = _ALPHAS[alpha] + _POWERS[0.9]
        found = (_scores(rng, seen, 20_000, drift) > bound).any(axis=1).mean()
        expect(found >= 0.75,
               f"limits: with {len(seen)} looks a difference that one look at the end would find"
               f" with 90 % is found with {found:.2f}: looks at the same requests hang together,"
               " so they need less of a margin than independent ones", share=0.25)  # fmt: skip
        if len(seen) > 4:
            half = seen <= seen[-1] / 2
            large = _scores(rng, seen, 4000, 3 * drift)[:, half] > bound[half]
            expect(large.any(axis=1).mean() >= 0.9,
                   "limits: a difference three times as large is not found by half of the"
                   " requests: every look must be able to raise the alarm", share=0.25)  # fmt: skip


def _scores(rng: Rng, seen: Floats, paths: int, drift: float = 0.0) -> Floats:
    """|z| at each look, from independent requests between the looks."""
    between = np.diff(seen, prepend=0.0)
    total = rng.normal(size=(paths, len(seen))) * np.sqrt(between)
    total = np.cumsum(total + drift * between / math.sqrt(seen[-1]), axis=1)
    return np.asarray(np.abs(total) / np.sqrt(seen))


@check("ripe counts served requests whose outcomes are all known", points=3)
def outcomes(rng: Rng) -> Steps:
    """A release with shadow, canaries, and a client version that crashes."""
    one = world(rng, "crashing client")
    kept = int(rng.integers(len(one.traffic)))
    for action in (["shadow"], ["canary", 0.05], ["canary", 0.1, [kept]], ["canary", 0.02],
                   ["canary", 0.03], ["canary", 0.02]):  # fmt: skip
        one.carry_out(action)
    log = one.state()["log"]
    asked = [(client, after) for client in range(len(one.traffic)) for after in (RIPE, 2)]
    values = yield [call("ripe", log, one.day, after, client) for client, after in asked]
    for value, (client, after) in zip(values, asked, strict=True):
        right = []
        for day in range(1, one.day - after + 1):
            row = [log[day]["new"][key][client] for key in ("requests", "crashes", "bad")]
            row += [log[day]["old"][key][client] for key in ("requests", "crashes", "bad")]
            if row[0] - row[1] > 0:
                right.append([row[0] - row[1], row[2], row[3] - row[4], row[5]])
        empty = isinstance(value, list | tuple) and not value
        found = as_array(np.empty((0, 4)) if empty else value, (None, 4), "ripe")
        expect(len(found) == len(right),
               "ripe: not the days that count: those at least `after` days old on which the new"
               " model served this client; copies of a shadow are served to nobody")  # fmt: skip
        expect(not right or np.array_equal(found, right),
               "ripe: the counts are [new served, new bad, old served, old bad], and a request"
               " that crashed was not served", share=0.3)  # fmt: skip


@check("difference compares like with like, day by day", points=3)
def compared(rng: Rng) -> Steps:
    """A canary that grew on bad days; arms without bad outcomes; empty arms; nothing."""
    grown = [[50, 3, 950, 60], [200, 16, 800, 70], [500, 70, 500, 74]]
    drawn = []
    for _ in range(int(rng.integers(4, 9))):
        n, m = (int(one) for one in rng.integers(20, 900, 2))
        drawn.append([n, int(rng.binomial(n, 0.08)), m, int(rng.binomial(m, 0.1))])
    cases = [grown, drawn, [[40, 0, 60, 0]], [*drawn[:2], [0, 0, 500, 40], [300, 30, 0, 0]], []]
    values = yield [call("difference", case) for case in cases]
    for value, case in zip(values, cases, strict=True):
        gap, error = as_array(value, (2,), "difference", finite=bool(case)).tolist()
        if not case:
            expect(gap == 0 and error == math.inf,
                   "difference: with nothing to compare (0, infinity)", share=0.7)  # fmt: skip
            continue
        rows = np.array([row for row in case if row[0] and row[2]], dtype=np.float64)
        n, bad, m, worse = rows.T
        weights = 1 / (1 / n + 1 / m)
        weights /= weights.sum()
        expect(abs(gap - weights @ (bad / n - worse / m)) < 1e-9,
               "difference: new less old within each stratum, weighted by n m / (n + m); rows"
               " with an empty arm do not count")  # fmt: skip
        p, q = (bad + 1) / (n + 2), (worse + 1) / (m + 2)
        right = math.sqrt(float(weights**2 @ (p * (1 - p) / n + q * (1 - q) / m)))
        expect(abs(error - right) < 1e-9,
               "difference: the standard error adds up the variances of both arms in all strata,"
               " with rates (bad + 1) / (n + 2)", share=0.3)  # fmt: skip


@check("single decisions: what is seen at once, what must ripen, and one client alone", points=3)
def decisions(rng: Rng) -> Steps:
    """Eight states in which some decisions are clearly wrong."""
    odd = int(rng.integers(4))
    others = [at != odd for at in range(4)]
    young, crash, broken = [_day(0.5, 0.01)] * 2, _day(0.1, 0.1), _day(0.5, 0.07)
    crash["new"]["crashes"][odd] = 40
    broken["new"]["bad"][odd] = 4 * broken["old"]["bad"][odd]
    down = _day(None, 0.0, crashes=0.08)
    better, worse = _day(0.5, 0.07), _day(0.5, 0.14)
    nothing, everybody = [False] * 4, [True] * 4
    cases = [
        ([], None, "before anything was seen, neither everybody nor nobody"),
        ([down], nothing, "a server that fails under the copies of a shadow will fail in earnest"),
        ([_day(None, 0.0), crash], others,
         "the client version that crashes stays with the old model, and only that one"),
        ([_day(None, 0.0), *young], None,
         "outcomes of requests that are not ripe are not known: few so far are no good news"),
        ([_day(None, 0.0), *[better] * 8], everybody, "clearly better for all: time to go on"),
        ([_day(None, 0.0), *[worse] * 8], nothing, "clearly worse for all: time to go back"),
        ([_day(None, 0.0), *[broken] * 8], others,
         "better for all but one client version: that one stays with the old model, and only it"),
        ([_day(None, 0.0), *[worse] * 6, *young], nothing,
         "what is ripe is clearly worse; what looks better is only young"),
    ]  # fmt: skip
    order = rng.permutation(len(cases))
    found = yield [call("act", _state(cases[at][0])) for at in order]
    missed = []
    for action, at in zip(found, order, strict=True):
        _, wanted, said = cases[at]
        plan = planned(action, 4)
        if plan is None:
            wrong(ACTIONS)
        served = (plan[1] > 0).tolist()
        if wanted is None:
            right = plan[0] in ("shadow", "canary")
        else:
            right = served == wanted and (plan[0] == "full" or wanted != everybody)
            right = right and (plan[0] == "rollback" or wanted != nothing)
        missed += [] if right else [(at, said)]
    if missed:
        wrong("act: " + "; ".join(said for _, said in sorted(missed)),
              share=max(0.0, 0.5 - 0.2 * len(missed)))  # fmt: skip


def _day(share: float | None, rate: float, crashes: float = 0.0) -> dict[str, Any]:
    """A day of 4,000 requests of four clients, the old model with a bad rate of a tenth."""
    new = 1000 if share is None else round(1000 * share)
    old = 1000 if share is None else 1000 - new
    return {
        "action": ["shadow"] if share is None else ["canary", share],
        "new": {"requests": [new] * 4, "crashes": [round(new * crashes)] * 4,
                "bad": [round(new * rate)] * 4},
        "old": {"requests": [old] * 4, "crashes": [0] * 4, "bad": [round(old * 0.1)] * 4},
    }  # fmt: skip


def _state(log: list[dict[str, Any]]) -> State:
    return {
        "day": len(log), "decide": DECIDE, "period": PERIOD, "ripe_after": RIPE,
        "traffic": [1000.0] * 4, "log": log,
        "cost": {"bad": 1.0, "crash": 2.0, "incident": 2000},
    }  # fmt: skip


@check("a hundred releases: most of the avoidable loss is avoided", points=5)
def releases(rng: Rng) -> Steps:
    """All worlds side by side, day by day."""
    all_ = worlds(rng, _WORLDS)
    yield from play(all_, DECIDE)
    share = float(np.mean([one.removed() for one in all_]))
    if share < _ASKED:
        simple = {"all at once": at_once, "never": never, "ten days of a tenth": ten_days}
        told = ", ".join(f"{name} {played(policy, rng, 50):.2f}" for name, policy in simple.items())
        wrong(
            f"act: your policy avoids {share:.2f} of the avoidable loss; {told}; {_ASKED} is asked"
            " for", share=max(0.0, min(0.5, share / _ASKED - 0.4)),
        )  # fmt: skip

"""Monitoring a service: objectives, error budgets, percentiles and alerts worth a page."""

from __future__ import annotations

import math

import numpy as np

from tripos.exam.makers import choose, number
from tripos.exam.question import Rng, Variant, question

ABOUT = "service-monitoring"


@question("monitoring-budget-left", "Days until the error budget is gone", ABOUT, skill="compute",
          minutes=4, difficulty=0.1)  # fmt: skip
def budget_left(rng: Rng) -> Variant:
    """How long the rest of an error budget lasts at the present error rate."""
    target = float(rng.choice([99.0, 99.5, 99.9]))
    while True:
        day = int(rng.integers(5, 20))
        spent = int(rng.integers(10, 80))
        rate = round(float(rng.uniform(1.5, 12)) * (100 - target), 2)
        value = 30 * (1 - spent / 100) * (100 - target) / rate
        if 0.4 < value < 30 - day:
            break
    load = int(rng.integers(2, 40)) * 100_000

    def again() -> float:
        allowed = 30 * load * (1 - target / 100)
        left = allowed - allowed * spent / 100
        return left / (load * rate / 100)

    return number(
        f"Objective: {target:g} % of the requests of a 30-day window succeed; traffic is even at"
        f" {load} requests a day. By day {day}, {spent} % of the error budget is spent. From now on"
        f" {rate:g} % of requests fail. After how many days is the budget gone? Two decimals.",
        value, again=again, tol=0.01,
        solution=f"The budget is {100 - target:.2g} % of 30 days' requests. At {rate:g} % failures"
        f" it burns {rate / (100 - target):.3g} times as fast as allowed, so a full budget lasts"
        f" {30 * (100 - target) / rate:.3g} days and the remaining {100 - spent} % last"
        f" {value:.2f} days.",
        mistakes=[
            (30 * (100 - target) / rate, f"That is for a full budget; {spent} % of it is spent"
             " already."),
            ((30 - day) * (1 - spent / 100) * (100 - target) / rate, "The budget is fixed for the"
             " whole window of 30 days, not for the days that remain."),
            (30 * spent / 100 * (100 - target) / rate, "Use what is left of the budget, not what"
             " is spent."),
        ],
    )  # fmt: skip


@question("monitoring-burn-rate-page", "Does the burn-rate alert page", ABOUT, skill="read",
          minutes=4, difficulty=0.4)  # fmt: skip
def burn_rate(rng: Rng) -> Variant:
    """Apply a two-window burn-rate rule to counts of requests and errors."""
    target = float(rng.choice([99.0, 99.5, 99.9]))
    allowed = (100 - target) / 100
    limit = float(rng.choice([6, 10, 14.4]))
    kind = int(rng.integers(4))
    long = limit * float(rng.uniform(1.2, 2) if kind in (0, 1) else rng.uniform(0.3, 0.8))
    short = limit * float(rng.uniform(1.2, 2) if kind in (0, 2) else rng.uniform(0.2, 0.8))
    count = int(rng.integers(3, 30)) * 12_000
    errors = [round(count * allowed * long), round(count / 12 * allowed * short)]
    texts = [
        "It pages: both windows burn faster than the limit",
        "It does not page: the long window still shows it, but it is over in the short one",
        "It does not page: a short burst that has not used up much of the budget yet",
        "It does not page: neither window reaches the limit",
    ]

    def again() -> str:
        over = [bad / (total * allowed) >= limit
                for bad, total in zip(errors, (count, count // 12), strict=True)]  # fmt: skip
        return texts[{(True, True): 0, (True, False): 1, (False, True): 2}.get(
            (over[0], over[1]), 3)]  # fmt: skip

    rates = [errors[0] / count / allowed, errors[1] / (count / 12) / allowed]
    said = f"The burn rates are {rates[0]:.1f} (1 h) and {rates[1]:.1f} (5 min)."
    return choose(
        rng,
        f"Objective: {target:g} % of requests succeed. The alert pages if the burn rate (error rate"
        f" over allowed error rate) is at least {limit:g} over the last hour **and** over the last"
        " five minutes:\n\n| window | requests | errors |\n|---|---|---|\n"
        f"| 1 h | {count} | {errors[0]} |\n| 5 min | {count // 12} | {errors[1]} |\n\n"
        "What happens?",
        texts[kind], [(text, said + " Compare each with the limit.")
                      for text in texts if text != texts[kind]],
        again=again,
        solution=f"{said} The limit is {limit:g}. {texts[kind]}. The long window keeps bursts from"
        " paging, the short one ends the page when the errors are over.",
    )  # fmt: skip


@question("monitoring-percentile-merge", "A percentile over two replicas", ABOUT, skill="compute",
          minutes=5, difficulty=0.4)  # fmt: skip
def merged(rng: Rng) -> Variant:
    """The 95th percentile from merged histograms, not from averaged percentiles."""
    edges = [0, 50, 100, 200, 400, 800]

    def percentile(counts: list[int]) -> float:
        rank, before = 0.95 * sum(counts), 0
        for at, size in enumerate(counts):
            if before + size >= rank:
                return edges[at] + (edges[at + 1] - edges[at]) * (rank - before) / size
            before += size
        return float(edges[-1])

    while True:
        busy = [int(x) * 10 for x in rng.integers([200, 100, 5, 1, 1], [500, 300, 40, 9, 4])]
        slow = [int(x) * 10 for x in rng.integers([5, 10, 20, 10, 2], [20, 40, 60, 30, 15])]
        both = [a + b for a, b in zip(busy, slow, strict=True)]
        value = percentile(both)
        mean = (percentile(busy) + percentile(slow)) / 2
        if abs(mean - value) > 20:
            break

    def again() -> float:
        heights = np.concatenate([[0], np.cumsum(both)])
        return float(np.interp(0.95 * heights[-1], heights, edges))

    rows = "\n".join(f"| {edges[n]} to {edges[n + 1]} | {busy[n]} | {slow[n]} |" for n in range(5))
    return number(
        "Latency histograms of the two replicas of a service over ten minutes:\n\n| ms | replica 1"
        f" | replica 2 |\n|---|---|---|\n{rows}\n\nA dashboard averages the replicas' 95th"
        " percentiles. What is the 95th percentile of the service, with linear interpolation within"
        " a bin? Whole ms.",
        value, again=again, tol=0.6, digits=1, unit="ms",
        solution=f"Add the counts: {', '.join(map(str, both))}, in total {sum(both)}; the rank is"
        f" {0.95 * sum(both):g}. Interpolating in its bin gives {value:.1f} ms; the average of the"
        f" percentiles, {mean:.1f} ms, weighs a nearly idle replica like a busy one.",
        mistakes=[
            (mean, "Percentiles cannot be averaged: add the counts first."),
            (max(percentile(busy), percentile(slow)), "The worst replica's percentile is not that"
             " of the service: add the counts first."),
            (percentile(busy), "That is replica 1 alone."),
        ],
    )  # fmt: skip


@question("monitoring-page-precision", "How many pages are real", ABOUT, skill="compute", minutes=3,
          difficulty=0.1)  # fmt: skip
def precision(rng: Rng) -> Variant:
    """The share of pages that mean an incident, from a rule's rates."""
    per_day = int(rng.choice([24, 96, 288]))
    incidents = int(rng.integers(2, 9))
    hit = float(rng.integers(80, 100)) / 100
    false = float(rng.choice([0.05, 0.1, 0.2, 0.5])) / 100
    checks = per_day * 30
    real, wrong = incidents * hit, (checks - incidents) * false
    value = real / (real + wrong)

    def again() -> float:
        prior = incidents / checks
        odds = prior / (1 - prior) * hit / false
        return odds / (1 + odds)

    return number(
        f"An alert rule is evaluated {per_day} times a day. In 30 days {incidents} evaluations fall"
        f" into an incident (one each). The rule fires in {100 * hit:.0f} % of those and in"
        f" {100 * false:g} % of the others. Which share of its pages is about an incident? Two"
        " decimals.",
        value, again=again, tol=0.006,
        solution=f"Per month {real:.2f} true and {checks - incidents} $\\cdot$ {false:g} ="
        f" {wrong:.2f} false pages: {real:.2f}/{real + wrong:.2f} = {value:.3f}. A rule that seems"
        " accurate pages mostly for nothing if incidents are rare.",
        mistakes=[
            (hit, "That is how many incidents are caught; the share of pages that are right depends"
             " on how rare incidents are."),
            (1 - false, "That is the rate at which quiet periods stay quiet, not the share of right"
             " pages."),
            (incidents / (incidents + checks * (1 - hit)), "False pages come from the false alarm"
             " rate, not from missed incidents."),
            (1 - value, "That is the share of pages that are wrong."),
        ],
    )  # fmt: skip


@question("monitoring-availability-chain", "Availability of a chain", ABOUT, skill="derive",
          minutes=3, difficulty=0.2)  # fmt: skip
def chain(rng: Rng) -> Variant:
    """The objective a dependency must meet, with a fallback for some requests."""
    while True:
        gate, store = (float(rng.choice([99.95, 99.9, 99.8, 99.99])) / 100 for _ in range(2))
        copies = int(rng.integers(2, 4))
        single = float(rng.choice([95, 97, 98, 99, 99.5])) / 100
        value = gate * store * (1 - (1 - single) ** copies)
        if value < 0.9995:
            break
    minutes = 30 * 24 * 60 * (1 - value)

    def again() -> float:
        up = 0.0
        for state in range(2**copies):
            ones = bin(state).count("1")
            if ones:
                up += single**ones * (1 - single) ** (copies - ones)
        return 30 * 24 * 60 * (1 - math.exp(math.log(gate) + math.log(store) + math.log(up)))

    return number(
        f"A prediction needs the gateway (available {100 * gate:g} % of the time), the feature"
        f" store ({100 * store:g} %) and any one of {copies} model servers (each {100 * single:g}"
        " %); failures are independent. How many minutes of 30 days is the service down on"
        " average? Whole minutes.",
        minutes, again=again, tol=0.6, rel=0.004, digits=1, unit="min",
        solution=f"Available: {gate:g} $\\cdot$ {store:g} $\\cdot$ (1 - {1 - single:.3g}^{copies})"
        f" = {value:.6f}; down {1 - value:.6f} of 43200 minutes: {minutes:.1f}.",
        mistakes=[
            (43200 * (1 - min(gate, store, single)), "A chain is worse than its weakest part: all"
             " parts must be up, and copies help only together."),
            (43200 * (1 - gate * store * single), "The copies stand beside each other: the group"
             " fails only if all of them fail."),
            (43200 * (1 - gate * store * single**copies), "Only one of the copies must be up, not"
             " all of them."),
        ],
    )  # fmt: skip

"""Serving a model: replicas, batches, tails and the pattern that the needs decide."""

from __future__ import annotations

import math

from tripos.exam.bank.shown import terms
from tripos.exam.makers import choose, number
from tripos.exam.question import Rng, Variant, question

ABOUT = "model-serving"


@question("serving-replicas", "Replicas for a load", ABOUT, skill="compute", minutes=3)
def replicas(rng: Rng) -> Variant:
    """The fewest replicas that keep utilisation under a limit with one replica lost."""
    while True:
        rate, work = int(rng.integers(8, 60)) * 10, int(rng.integers(6, 40)) * 5
        slots, limit = int(rng.choice([1, 2, 4])), int(rng.choice([60, 65, 70, 75, 80]))
        busy = rate * work / 1000
        need = busy / (slots * limit / 100)
        if need > 2.2 and abs(need - round(need)) > 0.05:
            break
    value = math.ceil(need) + 1

    def again() -> int:
        count = 1
        while rate / ((count - 1) or 1e-9) > slots * 1000 / work * limit / 100:
            count += 1
        return count

    return number(
        f"A model API receives {rate} requests per second at peak. A request occupies one worker"
        f" for {work} ms; a replica has {slots} worker{'s' * (slots > 1)}. The load per worker must"
        f" stay at or below {limit} % of its time, even while one replica is down. How many"
        " replicas are needed?",
        value, again=again, tol=0, rel=0,
        solution=f"By Little's law {rate} $\\cdot$ {work / 1000:g} s = {busy:g} workers are busy on"
        f" average. Divided by {slots} per replica at {limit} %: {need:.2f}, so {math.ceil(need)}"
        f" replicas, and one more for the loss: {value}.",
        mistakes=[
            (math.ceil(need), "The limit must hold with one replica down: add one."),
            (math.ceil(busy / slots), "At full utilisation queues grow without bound: divide by"
             " the allowed share."),
            (math.ceil(busy / slots) + 1, "A spare replica was added, but the allowed utilisation"
             " was left out."),
            (math.ceil(busy / (limit / 100)) + 1, "Each replica has several workers."),
        ],
    )  # fmt: skip


@question("serving-largest-batch", "The largest batch within a latency budget", ABOUT,
          skill="choose", minutes=4, difficulty=0.3)  # fmt: skip
def largest_batch(rng: Rng) -> Variant:
    """Dynamic batching: the largest batch size whose worst latency meets the objective."""
    while True:
        rate = int(rng.integers(2, 16)) * 50
        fixed, each = int(rng.integers(5, 25)), float(rng.choice([0.5, 0.8, 1, 1.5, 2]))
        budget, network = int(rng.choice([60, 80, 100, 120, 150])), int(rng.integers(5, 16))
        gap = 1000 / rate
        room = budget - network - fixed + gap
        value = math.floor(room / (gap + each) + 1e-9)
        exact = room / (gap + each)
        if 4 <= value <= 60 and abs(exact - round(exact)) > 0.02:
            break

    def worst(size: int) -> float:
        return network + (size - 1) * gap + fixed + each * size

    def again() -> int:
        size = 1
        while worst(size + 1) <= budget:
            size += 1
        return size

    cost = terms((fixed, each), ("", "B"))
    return number(
        f"Requests arrive evenly, {rate} per second. The server collects exactly $B$ requests and"
        f" then runs them as one batch, which takes ${cost}$ ms (an idle accelerator"
        f" is always ready). The network adds {network} ms. Which is the largest $B$ at which even"
        f" the first request of a batch is answered within {budget} ms?",
        value, again=again, tol=0, rel=0,
        solution=f"The first request waits for $B - 1$ others, {gap:.3g} ms each. Latency:"
        f" ${network} + {gap:.3g}(B - 1) + {cost} \\le {budget}$, so $B \\le"
        f" {exact:.2f}$: {value} (latency {worst(value):.1f} ms).",
        mistakes=[
            (math.floor((budget - network - fixed) / each), "Waiting for the batch to fill was left"
             " out: it is the larger part at this rate."),
            (math.floor((budget - fixed + gap) / (gap + each)), "The network takes its part of the"
             " budget."),
            (value + 1, f"One more would take {worst(value + 1):.1f} ms, over the budget."),
            (math.floor((budget - network - fixed) / gap) + 1, "A larger batch also computes"
             " longer: count the time per item."),
        ],
    )  # fmt: skip


@question("serving-fan-out-tail", "The tail of a fan-out", ABOUT, skill="compute", minutes=3,
          difficulty=0.2)  # fmt: skip
def fan_out(rng: Rng) -> Variant:
    """How often a request that waits for several look-ups is slow."""
    calls, slow = int(rng.integers(5, 60)), float(rng.choice([0.5, 1, 2, 3])) / 100
    limit = int(rng.choice([20, 30, 50]))
    value = 1 - (1 - slow) ** calls

    def again() -> float:
        return sum(math.comb(calls, k) * slow**k * (1 - slow) ** (calls - k)
                   for k in range(1, calls + 1))  # fmt: skip

    return number(
        f"To answer one request a ranker looks up {calls} candidates in a sharded feature store, in"
        f" parallel, and waits for all. A single look-up takes more than {limit} ms in"
        f" {100 * slow:g} % of cases, independently. Which share of requests waits more than"
        f" {limit} ms? Write a probability, three decimals.",
        value, again=again, tol=0.0015,
        solution=f"All must be fast: $1 - (1 - {slow:g})^{{{calls}}} = {value:.4f}$. The tail of a"
        " part becomes the typical case of the whole.",
        mistakes=[
            (slow, "That is the tail of one look-up; the request waits for the slowest of all."),
            (calls * slow, "Adding the probabilities counts requests with several slow look-ups"
             " more than once."),
            ((1 - slow) ** calls, "That is the share of requests in which all are fast."),
            (slow**calls, "That is the chance that all look-ups are slow; one is enough."),
        ],
    )  # fmt: skip


_PATTERNS = {
    "batch": ("a nightly batch job that writes scores to a key-value store",
              "Scores of last night would be too old, or too few of the keys could be computed"
              " ahead."),
    "online": ("a synchronous API that scores at request time",
               "Request-time scoring is not needed or not possible here: check the freshness, the"
               " connection and the budget."),
    "stream": ("a streaming job that rescores a key whenever one of its events arrives",
               "Rescoring on each event fits when minutes matter and keys are known ahead; here it"
               " fails one of the needs."),
    "edge": ("a small model on the device",
             "Running on the device is needed only if the connection or the round trip rules out a"
             " server, and the model must fit."),
}  # fmt: skip


def _pattern(fresh: float, known: bool, round_trip: float, limit: float) -> str:
    """The simplest pattern that meets the needs."""
    if limit < round_trip:
        return "edge"
    if not known:
        return "online"
    return "batch" if fresh >= 24 else "stream"


@question("serving-pattern", "The simplest pattern that meets the needs", ABOUT, skill="choose",
          minutes=3, difficulty=0.2)  # fmt: skip
def pattern(rng: Rng) -> Variant:
    """Choose between batch, online, streaming and edge from numbers."""
    kind = str(rng.choice(["batch", "online", "stream", "edge"]))
    limit, trip = int(rng.choice([150, 200, 300])), int(rng.integers(30, 90))
    fresh = 24.0 if kind == "batch" else 0.1
    if kind == "edge":
        limit, trip = int(rng.integers(10, 25)), int(rng.integers(40, 120))
    known = kind in ("batch", "stream")
    keys = (f"{int(rng.integers(2, 40))} million customers, all known the day before" if known else
            "free text typed by the user, never the same twice")  # fmt: skip
    need = ("yesterday's behaviour is recent enough" if kind == "batch"
            else "what happened up to five minutes ago must count")  # fmt: skip
    look = int(rng.integers(2, 9))

    def again() -> str:
        options = {
            "edge": trip > limit,
            "batch": trip <= limit and "all known" in keys and need.startswith("yesterday"),
            "stream": trip <= limit and "all known" in keys and not need.startswith("yesterday"),
            "online": trip <= limit and "all known" not in keys,
        }
        (found,) = [name for name, fits in options.items() if fits]
        return _PATTERNS[found][0]

    right = _pattern(fresh, known, trip, limit)
    return choose(
        rng,
        f"Scored are: {keys}. Freshness: {need}. The answer must be there within {limit} ms; the"
        f" round trip from the client to the data centre takes {trip} ms, a key-value look-up"
        f" {look} ms, the model 70 ms on a server core (a distilled one 8 ms on the device). Which"
        " is the simplest pattern that meets the needs? (Batch is simplest, then streaming, then an"
        " online API, then the device.)",
        _PATTERNS[right][0], [_PATTERNS[name] for name in _PATTERNS if name != right], again=again,
        solution="Ask in turn: can the round trip be afforded at all; are the inputs known ahead;"
        f" how old may scores be? Here that leads to {_PATTERNS[right][0]}.",
    )  # fmt: skip


@question("serving-batch-or-online", "Where precomputing stops to pay", ABOUT, skill="compute",
          minutes=4, difficulty=0.2)  # fmt: skip
def break_even(rng: Rng) -> Variant:
    """The requests per day from which precomputing all scores is the cheaper way."""
    users = int(rng.integers(2, 30))
    batch, online = float(rng.integers(2, 10)), float(rng.integers(12, 60))
    always = int(rng.integers(5, 60))
    while batch * users - always < 3:
        users += 1
    value = (batch * users - always) / online

    def again() -> float:
        low, high = 0.0, 1000.0
        for _ in range(80):
            middle = (low + high) / 2
            cheaper = always + middle * online < users * batch
            low, high = (middle, high) if cheaper else (low, middle)
        return low

    return number(
        f"Scoring all {users} million users each night costs {batch:g} USD per million. Scoring on"
        f" request costs {online:g} USD per million requests plus {always} USD a day for machines"
        " that must always run. Freshness does not matter. Above how many million requests per day"
        " is the nightly job cheaper? Two decimals.",
        value, again=again, tol=0.01,
        solution=f"Nightly: {users} $\\cdot$ {batch:g} = {users * batch:g} USD. On request:"
        f" {always} + {online:g}$q$. Equal at $q = {value:.3f}$ million.",
        mistakes=[
            (users * batch / online, "The machines that always run cost as well."),
            ((batch * users + always) / online, "The standing cost belongs to the online side: it"
             " lowers the break-even."),
            (float(users), "A user may be scored without being asked for: compare costs, not"
             " counts."),
        ],
    )  # fmt: skip

"""The search for hyperparameters."""

from __future__ import annotations

import math

from tripos.exam.makers import number
from tripos.exam.question import Rng, Variant, question

SEARCH = "hyperparameter-search"


@question("search-random-trials", "How many random trials", SEARCH, skill="derive", minutes=4)
def random_trials(rng: Rng) -> Variant:
    """Trials until one falls into the best share with a wanted probability."""
    share, sure = int(rng.integers(1, 13)) / 100, float(rng.choice([0.8, 0.9, 0.95, 0.99]))
    exact = math.log(1 - sure) / math.log(1 - share)
    value = math.ceil(exact)

    def again() -> int:
        n, missed = 0, 1.0
        while 1 - missed < sure:
            n, missed = n + 1, missed * (1 - share)
        return n

    return number(
        f"Random search draws settings independently. How many trials are needed so that with"
        f" probability at least {sure:g} one of them is among the best {share * 100:g} % of the"
        " search distribution?",
        value, again=again, tol=0, rel=0,
        solution=f"$1 - (1 - {share:g})^n \\ge {sure:g}$ means $n \\ge \\log {1 - sure:.2g} / \\log"
        f" {1 - share:g} = {exact:.2f}$, so {value}. The number of hyperparameters does not"
        " matter.",
        mistakes=[
            (math.ceil(sure / share), "That is linear; misses multiply: use $(1-q)^n$."),
            (math.ceil(1 / share), "That is the expected number of trials until the first hit."),
            (value - 1, "Round up: with one trial less the probability is too small."),
        ],
    )  # fmt: skip


@question("search-successive-halving", "The budget of successive halving", SEARCH, skill="compute",
          minutes=4, difficulty=0.3)  # fmt: skip
def successive_halving(rng: Rng) -> Variant:
    """Epochs spent by successive halving that resumes from checkpoints."""
    eta, rounds = int(rng.choice([2, 3, 4])), int(rng.integers(3, 5))
    n, r = eta ** (rounds - 1) * int(rng.integers(1, 5)), int(rng.integers(1, 6))
    value, spent = 0, 0
    for s in range(rounds):
        value += n // eta**s * (r * eta**s - spent)
        spent = r * eta**s
    fresh = rounds * n * r

    def again() -> int:
        epochs = [0] * n  # of each setting; the first ones survive
        for s in range(rounds):
            for at in range(n // eta**s):
                epochs[at] = max(epochs[at], r * eta**s)
        return sum(epochs)

    return number(
        f"Successive halving starts {n} settings with {r} epoch{'s' * (r > 1)} each. After each"
        " round the best"
        f" $1/{eta}$ go on, until each has {eta} times as many epochs **in total** as before"
        f" (training resumes from checkpoints). There are {rounds} rounds. How many epochs are"
        " computed altogether?",
        value, again=again, tol=0, rel=0,
        solution=f"Round 1 costs ${n} \\cdot {r}$; round $s$ trains $n/{eta}^{{s-1}}$ settings from"
        f" $r{eta}^{{s-2}}$ to $r{eta}^{{s-1}}$ epochs. The sum is {value}. Without checkpoints"
        f" every round would cost ${n} \\cdot {r}$, {fresh} in all.",
        mistakes=[
            (fresh, "Training resumes: only the additional epochs are computed."),
            (n * r * eta ** (rounds - 1), "That trains every setting to the end."),
            (n * r, "That is the first round alone."),
        ],
    )  # fmt: skip


@question("search-log-uniform", "Where a prior looks", SEARCH, skill="compute", minutes=3)
def log_uniform(rng: Rng) -> Variant:
    """Expected trials in a band under a log-uniform prior."""
    low, high = int(rng.integers(-6, -3)), int(rng.integers(-1, 2))
    a = int(rng.integers(low, high - 1))
    m = int(rng.integers(2, 9))
    start, end = m * 10.0**a, 10.0 ** (a + 1)
    trials = int(rng.integers(3, 20)) * 10
    value = trials * (math.log10(end) - math.log10(start)) / (high - low)

    def again() -> float:
        return trials * math.log(end / start) / math.log(10.0**high / 10.0**low)

    flat = trials * (end - start) / (10.0**high - 10.0**low)
    return number(
        f"A learning rate is drawn log-uniformly between $10^{{{low}}}$ and $10^{{{high}}}$ in"
        f" {trials} random trials. How many trials are expected between ${m} \\cdot 10^{{{a}}}$"
        f" and $10^{{{a + 1}}}$? Two decimals.",
        value, again=again, tol=0.006,
        solution=f"The band covers $1 - \\log_{{10}} {m} = {1 - math.log10(m):.4f}$ of"
        f" {high - low} decades: ${trials} \\cdot {1 - math.log10(m):.4f}/{high - low} ="
        f" {value:.3f}$.",
        mistakes=[
            (flat, "That is a uniform prior, which hardly ever tries small rates."),
            (trials / (high - low), "The band is less than a whole decade."),
            (trials * (10 - m) / 9 / (high - low), "Within a decade the density is not uniform"
             " either."),
        ],
    )  # fmt: skip

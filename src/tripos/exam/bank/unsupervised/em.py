"""Expectation maximisation: bounds, steps for new models, and logs that betray a bug."""

from __future__ import annotations

import math

import numpy as np

from tripos.exam.makers import choose, expression, matrix, number
from tripos.exam.question import Rng, Variant, question

ABOUT = "expectation-maximisation"


@question("em-two-coins", "One EM step for two coins", ABOUT, skill="compute", minutes=6,
          difficulty=0.4)  # fmt: skip
def two_coins(rng: Rng) -> Variant:
    """The new biases of two coins after one step from counts of heads."""
    tosses = int(rng.choice([5, 6, 8, 10]))
    while True:
        heads = [int(x) for x in rng.integers(0, tosses + 1, 3)]
        old = [float(x) / 10 for x in rng.choice([2, 3, 4, 5, 6, 7, 8], 2, replace=False)]
        if len(set(heads)) == 3:
            break
    like = [[p**h * (1 - p) ** (tosses - h) for p in old] for h in heads]
    shares = [row[0] / sum(row) for row in like]
    value = [
        sum(r * h for r, h in zip(weights, heads, strict=True)) / (tosses * sum(weights))
        for weights in (shares, [1 - r for r in shares])
    ]
    hard = [[h for h, r in zip(heads, shares, strict=True) if (r > 0.5) is first]
            for first in (True, False)]  # fmt: skip

    def again() -> list[float]:
        # responsibilities through log odds, then expected heads over expected tosses
        a, b = old
        odds = np.array([h * math.log(a / b) + (tosses - h) * math.log((1 - a) / (1 - b))
                         for h in heads])  # fmt: skip
        first = 1 / (1 + np.exp(-odds))
        return [float((w * np.array(heads)).sum() / (w.sum() * tosses))
                for w in (first, 1 - first)]  # fmt: skip

    mistakes: list[tuple[list[float], str]] = [
        (value[::-1], "The two coins are swapped."),
        ([sum(r * h for r, h in zip(w, heads, strict=True)) / (tosses * 3)
          for w in (shares, [1 - r for r in shares])],
         "Divide by the expected number of tosses of that coin, not by all tosses."),
    ]  # fmt: skip
    if all(hard):
        mistakes.append(([sum(group) / len(group) / tosses for group in hard],
                         "Every round was given to its more likely coin; EM counts with soft"
                         " responsibilities."))  # fmt: skip
    return matrix(
        f"In each of three rounds one of two coins was picked (each with probability 1/2, unseen)"
        f" and tossed {tosses} times: {heads[0]}, {heads[1]} and {heads[2]} heads. The present"
        f" estimates of the probability of heads are {old[0]:g} for coin A and {old[1]:g} for coin"
        " B. What are the new ones after one EM step? A first, three decimals.",
        value, again=again, tol=0.002, digits=4, mistakes=mistakes,
        solution="Responsibilities of A: " + ", ".join(f"{r:.3f}" for r in shares)
        + f". A: expected heads over expected tosses = {value[0]:.3f}; B the same with one minus"
        f" the responsibilities = {value[1]:.3f}.",
    )  # fmt: skip


@question("em-censored-m-step", "EM for censored lifetimes", ABOUT, skill="derive", minutes=6,
          difficulty=0.8)  # fmt: skip
def censored(rng: Rng) -> Variant:
    """The EM update of an exponential mean when some lifetimes are censored."""
    failed, alive = int(rng.integers(3, 20)), int(rng.integers(2, 12))
    count = failed + alive
    text = f"(s + {alive}*(c + t))/{count}"

    def again() -> str:
        # mean over all items: the failed average, and the memoryless remaining life of the others
        return f"{failed}/{count}*(s/{failed}) + {alive}/{count}*c + {alive}*t/{count}"

    return expression(
        f"Lifetimes are exponential with mean $\\theta$. Of {count} lamps, {failed} failed, at"
        f" times that sum to $s$; the other {alive} still burned when the test ended at time $c$."
        " Write the EM update of the mean as an expression in `s`, `c` and the present estimate"
        " `t`.",
        text, {"s": (5, 50), "c": (2, 10), "t": (1, 12)}, again=again,
        solution="E-step: by lack of memory, the expected life of a lamp that survived $c$ is"
        f" $c + t$. M-step: the mean of the completed lifetimes, $(s + {alive}(c + t))/{count}$."
        f" Its fixed point is $(s + {alive} c)/{failed}$, the maximum likelihood estimate.",
        mistakes=[
            (f"(s + {alive}*c)/{count}", "Survivors were counted as if they failed at $c$: add the"
             " expected remaining life $t$."),
            (f"s/{failed}", "Leaving out the survivors biases the mean downwards: complete them in"
             " the E-step."),
            (f"(s + {alive}*t)/{count}", "The expected life given survival to $c$ is $c + t$, not"
             " the unconditional mean $t$."),
            (f"(s + {alive}*c)/{failed}", "That is the fixed point (the final estimate), not one"
             " update from $t$."),
        ],
    )  # fmt: skip


@question("em-bound-gap", "The gap between bound and likelihood", ABOUT, skill="derive", minutes=5,
          difficulty=0.6)  # fmt: skip
def bound_gap(rng: Rng) -> Variant:
    """The gap of the lower bound for a two-valued latent variable and a given q."""
    while True:
        joint = [round(float(x), 3) for x in rng.uniform(0.01, 0.2, 2)]
        q = float(rng.integers(2, 9)) / 10
        evidence = sum(joint)
        post = joint[0] / evidence
        value = q * math.log(q / post) + (1 - q) * math.log((1 - q) / (1 - post))
        if value > 0.02:
            break
    other = post * math.log(post / q) + (1 - post) * math.log((1 - post) / (1 - q))
    entropy = -(q * math.log(q) + (1 - q) * math.log(1 - q))
    bound = q * math.log(joint[0]) + (1 - q) * math.log(joint[1]) + entropy

    def again() -> float:
        return math.log(evidence) - bound

    return number(
        f"For one observation $x$ and a latent $z \\in \\{{0, 1\\}}$ the model gives"
        f" $p(x, z{{=}}0) = {joint[0]}$ and $p(x, z{{=}}1) = {joint[1]}$. The present"
        f" $q(z{{=}}0) = {q}$. By how much (in nats) does the evidence lower bound rise if the"
        " E-step is now done exactly? Three decimals.",
        value, again=again, tol=0.001, rel=0.003,
        solution=f"The exact E-step closes the gap $\\mathrm{{KL}}(q \\| p(z|x))$. The posterior is"
        f" $p(z{{=}}0|x) = {joint[0]}/{evidence:.3f} = {post:.4f}$, so the rise is"
        f" $\\sum_z q \\log (q / p(z|x)) = {value:.4f}$.",
        mistakes=[
            (other, "The divergence is taken in the wrong direction: it is of $q$ from the"
             " posterior, weighted with $q$."),
            (bound, "That is the bound itself; its distance from $\\log p(x)$ is asked."),
            (math.log(evidence), "That is the log evidence, to which the bound rises."),
            (math.log(evidence) - bound + entropy, "The entropy of $q$ belongs to the bound; it was"
             " left out."),
            (-value, "The exact E-step cannot lower the bound: the gap is not negative."),
        ],
    )  # fmt: skip


_STEPS = {
    "the M-step uses responsibilities of the round before last": "falls",
    "nothing is wrong: the run has converged to a local maximum": "flat",
    "the starting values lay near a saddle point": "slow",
    "the two components were given the same starting values": "stuck",
}
_SAID = {
    "falls": "With a wrong step the likelihood may fall, yet this log never falls.",
    "flat": "A healthy run rises most in its first rounds and then ever less; this one does not.",
    "slow": "Near a saddle the log stays nearly flat for rounds and then rises steeply.",
    "stuck": "With equal starts the responsibilities stay equal, so nothing moves after one round.",
}


@question("em-log", "What a log-likelihood trace says", ABOUT, skill="diagnose", minutes=3,
          difficulty=0.3)  # fmt: skip
def trace_says(rng: Rng) -> Variant:
    """From the shape of a trace of EM to the fault that explains it."""
    kind = str(rng.choice(list(_SAID)))
    level = -round(float(rng.uniform(800, 2500)), 1)
    big, small = float(rng.uniform(30, 120)), float(rng.uniform(0.1, 0.5))
    jumps = {
        "falls": [big, big / 3, -big / 5, big / 9, -big / 12],
        "flat": [big, big / 8, 0.02, 0.001, 0.0],
        "slow": [small, small * 1.2, small * 3, big, big / 6],
        "stuck": [big / 3, 0.0, 0.0, 0.0, 0.0],
    }[kind]
    trace = [round(level + sum(jumps[:n]), 3) for n in range(6)]
    right = next(text for text, shape in _STEPS.items() if shape == kind)

    def again() -> str:
        steps = np.diff(trace)
        if (steps < -1e-6).any():
            found = "falls"
        elif (np.abs(steps[1:]) < 1e-9).all():
            found = "stuck"
        else:
            found = "slow" if steps.argmax() > 1 else "flat"
        return next(text for text, shape in _STEPS.items() if shape == found)

    shown = "| round | log-likelihood |\n|---|---|\n" + "\n".join(
        f"| {n} | {value:.3f} |" for n, value in enumerate(trace)
    )
    return choose(
        rng,
        "A home-made EM for a mixture of two Gaussians (clearly two groups, covariances well above"
        f" their floor) logs:\n\n{shown}\n\nWhat explains the log best?",
        right, [(text, _SAID[shape]) for text, shape in _STEPS.items() if shape != kind],
        again=again,
        solution="EM with exact steps never lowers the likelihood; a fall is a bug. A flat start"
        " followed by a steep rise is a saddle; no change at all after the first round is a"
        f" symmetric start; a normal rise to a plateau needs no fault. Here: {right}.",
    )  # fmt: skip

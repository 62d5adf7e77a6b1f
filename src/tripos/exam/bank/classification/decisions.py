"""Bayes decisions and the perceptron."""

from __future__ import annotations

import itertools
import math

import numpy as np

from tripos.exam.bank.shown import table
from tripos.exam.makers import choose, matrix, number
from tripos.exam.question import Rng, Variant, question

BAYES = "bayes-decision-theory"
PERCEPTRON = "perceptron"


@question("bayes-cost-threshold", "The threshold that costs imply", BAYES, skill="derive",
          minutes=4)  # fmt: skip
def cost_threshold(rng: Rng) -> Variant:
    """The posterior above which acting is cheaper, with four different costs."""
    while True:
        fp, fn = (int(v) for v in rng.integers(5, 60, 2))
        tp, tn = int(rng.integers(1, 12)), int(rng.integers(0, 4))
        if fp > tn + 2 and fn > tp + 2 and fp != fn:
            break
    value = (fp - tn) / (fp - tn + fn - tp)

    def again() -> float:
        low, high = 0.0, 1.0
        for _ in range(50):
            p = (low + high) / 2
            act, wait = p * tp + (1 - p) * fp, p * fn + (1 - p) * tn
            low, high = (p, high) if act > wait else (low, p)
        return (low + high) / 2

    rows = [["treat", tp, fp], ["do not treat", fn, tn]]
    return number(
        "Costs of a decision (in thousands):" + table(["", "ill", "healthy"], rows)
        + "Above which posterior probability of illness should one treat? Three decimals.",
        value, again=again, tol=0.001,
        solution=f"Treating costs $p \\cdot {tp} + (1-p) \\cdot {fp}$, not treating $p \\cdot {fn}"
        f" + (1-p) \\cdot {tn}$. Equal at $p = \\frac{{{fp} - {tn}}}{{({fp} - {tn}) + ({fn} -"
        f" {tp})}} = {value:.4f}$.",
        mistakes=[
            (fp / (fp + fn), "Correct decisions cost something too: compare differences."),
            (1 - value, "Upside down: dear misses lower the threshold, dear false alarms raise"
             " it."),
            (0.5, "One half is right only where both errors cost the same."),
            ((fp - tn) / (fn - tp), "That is the threshold of the odds, not of the probability."),
        ],
    )  # fmt: skip


@question("bayes-error-table", "The error that no classifier avoids", BAYES, skill="compute",
          minutes=4)  # fmt: skip
def error_table(rng: Rng) -> Variant:
    """The Bayes error from class priors and class-conditional tables."""
    prior = int(rng.integers(2, 9)) / 10
    while True:
        ones, zeros = rng.multinomial(20, [0.25] * 4), rng.multinomial(20, [0.25] * 4)
        joint = np.array([(1 - prior) * zeros, prior * ones]) / 20
        if (np.abs(joint[0] - joint[1]) > 0.004).all() and joint.min() >= 0 and \
                len(set(joint.argmax(0).tolist())) == 2:  # fmt: skip
            break
    value = float(joint.min(0).sum())

    def again() -> float:
        rules = itertools.product((0, 1), repeat=4)
        return min(sum(float(joint[1 - g, at]) for at, g in enumerate(rule)) for rule in rules)

    likely = float(np.minimum(zeros, ones).sum()) / 40
    rows = [["$P(x|y=0)$", *(f"{v / 20:.2f}" for v in zeros)],
            ["$P(x|y=1)$", *(f"{v / 20:.2f}" for v in ones)]]  # fmt: skip
    return number(
        f"A feature takes four values; $P(y=1) = {prior:g}$ and" + table(["", *"abcd"], rows)
        + "What is the Bayes error (0-1 loss)?",
        value, again=again, tol=0.0006,
        solution="For each value the smaller joint probability is lost: "
        + " + ".join(f"{v:.3f}" for v in joint.min(0)) + f" = {value:.4f}.",
        mistakes=[
            (likely, "Weight the class-conditional tables with the priors."),
            (1 - value, "That is the accuracy of the Bayes classifier."),
            (min(prior, 1 - prior), "That is the error of always naming the larger class; the"
             " feature helps."),
            (float((2 * joint[0] * joint[1] / joint.sum(0).clip(1e-9)).sum()),
             "That is the error of guessing with the posterior probabilities; decide for the larger"
             " one."),
        ],
    )  # fmt: skip


@question("bayes-reject-option", "Decide alone or hand over", BAYES, skill="choose", minutes=3,
          difficulty=0.3)  # fmt: skip
def reject_option(rng: Rng) -> Variant:
    """The cheapest of three actions at a posterior."""
    while True:
        fp, fn = (int(v) for v in rng.integers(4, 40, 2))
        ask = int(rng.integers(1, 8))
        p = int(rng.integers(3, 70)) / 100
        costs = {"block the message": (1 - p) * fp, "let the message pass": p * fn,
                 "ask a person": float(ask)}  # fmt: skip
        ranked = sorted(costs.values())
        if ranked[1] - ranked[0] > 0.15:
            break
    right = min(costs, key=lambda name: costs[name])

    def again() -> str:
        low, high = ask / fn, 1 - ask / fp
        if low < high:
            if low < p < high:
                return "ask a person"
            return "let the message pass" if p <= low else "block the message"
        return "block the message" if p > fp / (fp + fn) else "let the message pass"

    said = {
        "block the message": "Blocking risks the cost of a false alarm in all other cases: compute"
        " $(1-p)$ times it.",
        "let the message pass": "Passing risks the cost of harm: compute $p$ times it.",
        "ask a person": "A person costs the same whatever happens; here another action is cheaper"
        " in expectation.",
    }
    return choose(
        rng, f"A filter estimates that a message is harmful with probability {p:g}. Passing a"
        f" harmful message costs {fn}, blocking a harmless one costs {fp}, a person who decides"
        f" without error costs {ask} for each message. Which action has the least expected cost?",
        right, [*((name, said[name]) for name in costs if name != right),
                ("block or pass at random",
                 "A mixture costs an average of its actions, never less than the best of them.")],
        again=again,
        solution="Expected costs: " + ", ".join(f"{name} {c:.2f}" for name, c in costs.items())
        + f". Least: {right}.",
    )  # fmt: skip


@question("perceptron-epoch", "One epoch of the perceptron", PERCEPTRON, skill="compute",
          minutes=4)  # fmt: skip
def epoch(rng: Rng) -> Variant:
    """The weights after one pass over four examples."""
    while True:
        x = np.column_stack([rng.integers(-3, 4, (4, 2)), np.ones(4, dtype=int)])
        y = rng.choice([-1, 1], 4)
        w, updates, late = np.zeros(3, dtype=int), 0, np.zeros(3, dtype=int)
        for row, label in zip(x, y, strict=True):
            if label * (w @ row) <= 0:
                w, updates = w + label * row, updates + 1
            late = late + label * row
        if updates in (2, 3) and len(set(y.tolist())) == 2 and w.any():
            break

    def again() -> list[float]:
        alpha = np.zeros(4)
        gram = x @ x.T
        for at in range(4):
            if y[at] * float(gram[at] @ (alpha * y)) <= 0:
                alpha[at] += 1
        return [float(v) for v in x.T @ (alpha * y)]

    rows = [[at + 1, *x[at][:2], f"{y[at]:+d}"] for at in range(4)]
    return matrix(
        "A perceptron with weights $(w_1, w_2, b)$ starts at zero and sees the examples once, in"
        " this order; it updates by $w \\leftarrow w + y x$, $b \\leftarrow b + y$ whenever $y(w"
        " \\cdot x + b) \\le 0$." + table(["", "$x_1$", "$x_2$", "$y$"], rows)
        + "What is $(w_1, w_2, b)$ after the pass?",
        [float(v) for v in w], again=again, tol=1e-9, rel=0.0,
        solution=f"Go through the rows with the weights as they then are; {updates} of the four"
        f" examples are on the wrong side (or on the boundary) and cause an update. The end is"
        f" ({', '.join(map(str, w))}).",
        mistakes=[
            ([float(v) for v in late], "Update only on mistakes, not on every example."),
            ([float(v) for v in w - y[0] * x[0]], "At zero weights $y(w \\cdot x + b) = 0$ counts"
             " as a mistake: the first example updates."),
            ([float(v) for v in -w], "The sign is reversed: move towards $y x$."),
            ([float(w[0]), float(w[1]), 0.0], "The bias is updated as well."),
        ],
    )  # fmt: skip


@question("perceptron-mistake-bound", "The mistake bound", PERCEPTRON, skill="derive", minutes=5,
          difficulty=0.6)  # fmt: skip
def mistake_bound(rng: Rng) -> Variant:
    """Novikoff's bound from a separator and the points."""
    while True:
        u = rng.choice(np.arange(-5, 6), 2)
        x = rng.integers(-6, 7, (4, 2))
        scores = x @ u
        if u.all() and np.abs(scores).min() >= 2 and len(set(np.sign(scores).tolist())) == 2:
            break
    y = np.sign(scores)
    radius, length = float((x**2).sum(1).max()), float(u @ u)
    margin = float(np.abs(scores).min())
    value = radius * length / margin**2

    def again() -> float:
        unit = u / math.hypot(*u)
        gamma = min(float(label * (row @ unit)) for row, label in zip(x, y, strict=True))
        return (max(math.hypot(*row) for row in x) / gamma) ** 2

    rows = [[*x[at], f"{int(y[at]):+d}"] for at in range(4)]
    return number(
        f"The direction $u = ({u[0]}, {u[1]})$ separates these examples through the origin:"
        + table(["$x_1$", "$x_2$", "$y$"], rows)
        + "Which upper bound on the number of mistakes of the perceptron (started at zero, no"
        " bias) does the margin of $u$ give, whatever the order and number of passes? Do not"
        " round down.",
        value, again=again,
        solution=f"$R^2 = {radius:g}$; the geometric margin of $u$ is $\\gamma = {margin:g} /"
        f" \\sqrt{{{length:g}}}$. The bound is $(R/\\gamma)^2 = {radius:g} \\cdot {length:g} /"
        f" {margin:g}^2 = {value:.3f}$.",
        mistakes=[
            (radius / margin**2, "The margin must be measured with a unit vector: divide by"
             " $\\|u\\|$."),
            (math.sqrt(value), "The bound is the square of $R/\\gamma$."),
            (radius * length / float(np.abs(scores).mean()) ** 2, "The margin is the smallest"
             " distance, not the mean one."),
        ],
    )  # fmt: skip


@question("perceptron-never-ends", "Where the perceptron never ends", PERCEPTRON, skill="diagnose",
          minutes=3, difficulty=0.2)  # fmt: skip
def never_ends(rng: Rng) -> Variant:
    """Of four labelled sets, the one that no line separates."""
    grid = [(a, b) for a in range(4) for b in range(4)]

    def apart(plus: list[tuple[int, int]], minus: list[tuple[int, int]]) -> bool:
        for angle in np.arange(0, math.tau, math.tau / 90) + 0.001:
            way = (math.cos(angle), math.sin(angle))
            if min(p[0] * way[0] + p[1] * way[1] for p in plus) > \
                    max(m[0] * way[0] + m[1] * way[1] for m in minus):  # fmt: skip
                return True
        return False

    def learned(plus: list[tuple[int, int]], minus: list[tuple[int, int]]) -> bool:
        w = [0, 0, 0]
        signed = [(*p, 1) for p in plus] + [(-m[0], -m[1], -1) for m in minus]
        for _ in range(400):
            wrong = [s for s in signed if sum(a * b for a, b in zip(w, s, strict=True)) <= 0]
            if not wrong:
                return True
            w = [a + b for a, b in zip(w, wrong[0], strict=True)]
        return False

    sets: dict[str, tuple[list[tuple[int, int]], list[tuple[int, int]]]] = {}
    wanted = [False, True, True, True]
    while wanted:
        at = [grid[i] for i in rng.choice(16, 4, replace=False)]
        plus, minus = at[:2], at[2:]
        if apart(plus, minus) == wanted[0] and learned(plus, minus) == wanted[0]:
            text = f"plus: {plus[0]}, {plus[1]}; minus: {minus[0]}, {minus[1]}"
            sets[text] = (plus, minus)
            wanted.pop(0)
    right = next(iter(sets))
    return choose(
        rng, "On which of these data sets in the plane does the perceptron, with a bias, go on"
        " making mistakes for ever?",
        right, [(text, "A line separates these four points, so the mistake bound is finite: draw"
                 " the two segments.") for text in list(sets)[1:]],
        again=lambda: next(text for text, (p, m) in sets.items() if not learned(p, m)),
        solution="Draw the segment between the two plus points and the one between the two minus"
        f" points. Only where they meet is there no separating line: {right}.",
    )  # fmt: skip

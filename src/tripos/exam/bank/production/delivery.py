"""Release gates: comparing with the model in use, canaries, slices and the order of checks."""

from __future__ import annotations

import itertools
import math

import numpy as np

from tripos.exam.makers import choose, number, order
from tripos.exam.question import Rng, Variant, question

ABOUT = "continuous-delivery-for-ml"


@question("delivery-paired-gate", "A gate on paired predictions", ABOUT, skill="compute", minutes=5,
          difficulty=0.6)  # fmt: skip
def paired_gate(rng: Rng) -> Variant:
    """The lower bound of the accuracy difference from the discordant counts."""
    while True:
        n = int(rng.integers(4, 30)) * 250
        gain, loss = int(rng.integers(20, 120)), int(rng.integers(20, 120))
        right = int(n * rng.uniform(0.7, 0.88))
        gap = (gain - loss) / n
        sd = math.sqrt((gain + loss) / n - gap**2)
        value = 100 * (gap - 1.645 * sd / math.sqrt(n))
        if 0.1 < abs(value) < 3 and gain != loss:
            break
    both = n - right - gain - loss
    old, new = (right + loss) / n, (right + gain) / n
    apart = 100 * (gap - 1.645 * math.sqrt((old * (1 - old) + new * (1 - new)) / n))

    def again() -> float:
        each = np.repeat([1.0, -1.0, 0.0], [gain, loss, n - gain - loss])
        return 100 * float(each.mean() - 1.645 * each.std() / math.sqrt(n))

    return number(
        f"The candidate and the model in use were run on the same {n} test cases:\n\n| | candidate"
        f" right | candidate wrong |\n|---|---|---|\n| in use right | {right} | {loss} |\n| in use"
        f" wrong | {gain} | {both} |\n\nThe gate demands that the one-sided 95 % lower bound of the"
        " accuracy difference (candidate minus in use, normal approximation with $z = 1.645$ on the"
        " paired differences) exceed a limit. What is this bound in percentage points? Two"
        " decimals.",
        value, again=again, tol=0.011, rel=0.006,
        solution=f"Each case contributes +1 ({gain}), -1 ({loss}) or 0. Mean {gap:.5f}, standard"
        f" deviation {sd:.4f}; bound ${gap:.5f} - 1.645 \\cdot {sd:.4f}/\\sqrt{{{n}}}$ ="
        f" {value:.3f} points.",
        mistakes=[
            (apart, "That treats the two accuracies as independent; both models saw the same cases,"
             " so use the differences."),
            (100 * gap, "That is the estimate; the gate asks for its lower bound."),
            (100 * (gap + 1.645 * sd / math.sqrt(n)), "That is the upper bound."),
            (100 * (gap - 1.645 * sd), "Divide the standard deviation by the root of the number of"
             " cases."),
        ],
    )  # fmt: skip


@question("delivery-canary-hours", "How long a canary must run", ABOUT, skill="compute", minutes=5,
          difficulty=0.5)  # fmt: skip
def canary(rng: Rng) -> Variant:
    """Hours of canary traffic to see a rise of the error rate."""
    base = float(rng.integers(4, 30)) / 1000
    factor = float(rng.choice([1.2, 1.25, 1.5, 2]))
    load, share = int(rng.integers(2, 30)) * 1000, int(rng.choice([1, 2, 5, 10]))
    worse = base * factor
    count = ((1.645 * math.sqrt(base * (1 - base)) + 0.842 * math.sqrt(worse * (1 - worse)))
             / (worse - base)) ** 2  # fmt: skip
    value = count / (load * share / 100)

    def again() -> float:
        # the count at which the limit under the old rate is 0.842 deviations below the worse rate
        low, high = 1.0, 1e7
        for _ in range(100):
            n = (low + high) / 2
            limit = base + 1.645 * math.sqrt(base * (1 - base) / n)
            power = (worse - limit) / math.sqrt(worse * (1 - worse) / n)
            low, high = (n, high) if power < 0.842 else (low, n)
        return low / (load * share / 100)

    return number(
        f"The error rate in use is known to be {100 * base:g} %. A canary gets {share} % of {load}"
        f" requests per hour. It is stopped if its error rate is significantly above the known one"
        f" (one-sided z-test at 5 %, $z = 1.645$). If the rate has risen to {factor:g} times the"
        " old one, this shall be found with 80 % power ($z = 0.842$). How many hours must the"
        " canary run? Two decimals; use each rate's own variance.",
        value, again=again, tol=0.01, rel=0.006,
        solution="$n = \\left(\\frac{1.645 \\sqrt{p_0(1-p_0)} + 0.842 \\sqrt{p_1(1-p_1)}}"
        f"{{p_1 - p_0}}\\right)^2 = {count:.0f}$ requests with $p_0 = {base:g}$ and"
        f" $p_1 = {worse:g}$; at {load * share / 100:g} per hour {value:.2f} hours.",
        mistakes=[
            (count / load, "Only the canary's share of the traffic informs about it."),
            ((1.645 * math.sqrt(base * (1 - base)) / (worse - base)) ** 2 / (load * share / 100),
             "Without the term for power a true rise is missed half of the time."),
            (2 * value, "The old rate is known: only the canary's rate varies."),
            (math.sqrt(count) / (load * share / 100), "Square the ratio: the error falls with the"
             " root of the count."),
        ],
    )  # fmt: skip


@question("delivery-order-of-checks", "The order of checks", ABOUT, skill="derive", minutes=4,
          difficulty=0.5)  # fmt: skip
def order_of_checks(rng: Rng) -> Variant:
    """Order independent checks so that the expected time until the verdict is least."""
    names = ["lint and types", "unit tests", "data checks", "training smoke test",
             "evaluation on slices"]  # fmt: skip
    while True:
        minutes = [int(x) for x in rng.integers([1, 3, 2, 8, 10], [4, 12, 15, 30, 45])]
        fails = [int(x) for x in rng.integers(2, 41, 5)]
        ratios = sorted(f / m for f, m in zip(fails, minutes, strict=True))
        apart = min(b / a for a, b in itertools.pairwise(ratios))
        ranks = [sorted(range(5), key=lambda n: -fails[n] / minutes[n]),
                 sorted(range(5), key=lambda n: minutes[n]),
                 sorted(range(5), key=lambda n: -fails[n])]  # fmt: skip
        if apart > 1.05 and ranks[0] != ranks[1] and ranks[0] != ranks[2]:
            break
    text = [f"{n} ({m} min, fails in {f} %)"
            for n, m, f in zip(names, minutes, fails, strict=True)]  # fmt: skip

    def expected(sequence: tuple[int, ...]) -> float:
        alive, total = 1.0, 0.0
        for n in sequence:
            total += alive * minutes[n]
            alive *= 1 - fails[n] / 100
        return total

    def again() -> list[str]:
        return [text[n] for n in min(itertools.permutations(range(5)), key=expected)]

    return order(
        rng,
        "A release runs these checks one after the other and stops at the first that fails. They"
        " fail independently. Put them into the order with the least expected time until the"
        " verdict.",
        [text[n] for n in ranks[0]], again=again,
        solution="Swapping two neighbours shows: the one with the larger chance of failing per"
        f" minute goes first. Expected time: {expected(tuple(ranks[0])):.1f} min.",
        mistakes=[
            ([text[n] for n in ranks[1]], "Shortest first ignores how often each check decides:"
             " sort by the chance of failing per minute."),
            ([text[n] for n in ranks[2]], "Most often failing first ignores the time: sort by the"
             " chance of failing per minute."),
        ],
    )  # fmt: skip


_SLICES = ("new customers", "returning", "mobile", "abroad")


def _report(rng: Rng) -> tuple[list[int], list[float], float]:
    """Cases and changes of the slices, the last one too small to judge, and the total change."""
    while True:
        counts = [int(x) * 100 for x in rng.integers([15, 60, 30], [30, 90, 50])]
        counts.append(int(rng.integers(60, 190)))
        kind = int(rng.integers(3))
        low, high = (-0.9, 0.1) if kind == 2 else (0.2, 1.8)
        gaps = [round(float(x), 1) for x in rng.uniform(low, high, 3)]
        if kind == 1:
            gaps[int(rng.integers(3))] = -round(float(rng.uniform(1.2, 1.8)), 1)
        gaps.append(-round(float(rng.uniform(2.2, 5)), 1))
        total = sum(g * c for g, c in zip(gaps, counts, strict=True)) / sum(counts)
        if abs(total) > 0.06:
            return counts, gaps, total


@question("delivery-slice-gate", "What the gate decides", ABOUT, skill="read", minutes=4,
          difficulty=0.3)  # fmt: skip
def slice_gate(rng: Rng) -> Variant:
    """Apply a gate with an overall rule, a slice rule and a latency rule to a report."""
    counts, gaps, total = _report(rng)
    old = [round(float(x), 1) for x in rng.uniform(78, 92, 4)]
    limit = int(rng.choice([60, 80, 100]))
    late = limit + int(rng.integers(4, 20)) * int(rng.choice([-1, 1]))
    texts = ["it releases", "it blocks: a slice got worse", "it blocks: too slow",
             "it blocks: worse overall"]  # fmt: skip
    worst = min(gaps[:3])
    rules = ((total < 0, texts[3]), (worst < -1, texts[1]), (late > limit, texts[2]))
    right = next((text for failed, text in rules if failed), texts[0])
    rows = "\n".join(
        f"| {name} | {c} | {o:.1f} | {o + g:.1f} |"
        for name, c, o, g in zip(_SLICES, counts, old, gaps, strict=True)
    )

    def again() -> str:
        weights = np.array(counts) / sum(counts)
        if float(weights @ gaps) < 0:
            return texts[3]
        judged = np.array(gaps)[np.array(counts) >= 200]
        if judged.min() < -1:
            return texts[1]
        return texts[2] if late > limit else texts[0]

    why = (f"Overall the change is {total:+.2f} points; the worst slice that is judged changes by"
           f" {worst:+.1f}; the latency is {late} ms.")  # fmt: skip
    return choose(
        rng,
        "Gate, in this order: (1) block if accuracy over all cases fell; (2) block if a slice of"
        " at least 200 cases fell by more than 1 point; (3) block if the 99th percentile of"
        f" latency exceeds {limit} ms; else release. Report (slices do not overlap and make up the"
        " test set):\n\n| slice | cases | in use | candidate"
        f" |\n|---|---|---|---|\n{rows}\n\nLatency: {late} ms. What does the gate decide?",
        right, [(text, why) for text in texts if text != right], again=again,
        solution=f"{why} The slice 'abroad' has only {counts[3]} cases and is not judged by"
        f" rule 2. So {right}.",
    )  # fmt: skip

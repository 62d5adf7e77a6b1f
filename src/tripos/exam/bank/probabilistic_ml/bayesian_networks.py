"""Bayesian networks: factorisation, d-separation and explaining away."""

from __future__ import annotations

import itertools
import math

import numpy as np

from tripos.exam.bank.probabilistic_ml.dags import (
    is_open,
    paths,
    random_dag,
    same_independences,
    separated_by_moral,
    separated_by_paths,
    written,
)
from tripos.exam.makers import choose, choose_all, number
from tripos.exam.question import Rng, Variant, question

ABOUT = "bayesian-networks"
Statement = tuple[str, str, tuple[str, ...]]


def _said(statement: Statement) -> str:
    one, two, given = statement
    return f"{one} is independent of {two}" + (f" given {', '.join(given)}" if given else "")


@question("bayesnet-d-separation", "Independences read from a graph", ABOUT, skill="read",
          minutes=6, difficulty=0.6)  # fmt: skip
def d_separation(rng: Rng) -> Variant:
    """Which of five independences a random graph implies."""
    while True:
        edges = random_dag(rng, "ABCDE", 0.45)
        everything = [
            (one, two, given)
            for one, two in itertools.combinations("ABCDE", 2)
            if (one, two) not in edges and (two, one) not in edges
            for size in (0, 1, 2)
            for given in itertools.combinations(sorted(set("ABCDE") - {one, two}), size)
        ]
        if len(everything) < 10:
            continue
        picked = [everything[at] for at in rng.choice(len(everything), 5, replace=False)]
        holds = [separated_by_paths(edges, *one) for one in picked]
        if 2 <= sum(holds) <= 3:
            break
    options = []
    for one, fine in zip(picked, holds, strict=True):
        a, b, given = one
        carrying = [path for path in paths(edges, a, b) if is_open(edges, path, given)]
        why = (f"{_said(one)}: every path is blocked, by a conditioned non-collider or by a"
               " collider without conditioned descendants.")  # fmt: skip
        if carrying:
            why = f"{_said(one)} does not follow: the path {' - '.join(carrying[0])} is open."
        options.append((_said(one), fine, why))

    def again() -> list[str]:
        return [_said(one) for one in picked if separated_by_moral(edges, *one)]

    return choose_all(
        rng,
        f"A Bayesian network has the arrows {written(edges)}. Which of these statements hold in"
        " every distribution that factorises on this graph?",
        options, again=again,
        solution=" ".join(why for _, _, why in options),
    )  # fmt: skip


_CAUSES = (
    ("the disk is failing", "the network is congested", "a request times out"),
    ("the sensor is dirty", "the lamp is dim", "the picture is dark"),
    ("the patient has influenza", "the patient has an allergy", "the patient sneezes"),
    ("the supplier is late", "demand has surged", "the shelf is empty"),
    ("the feed is stale", "the model is wrong", "a forecast misses"),
    ("the battery is old", "the night was freezing", "the car does not start"),
)


@question("bayesnet-explaining-away", "Explaining away in numbers", ABOUT, skill="compute",
          minutes=5, difficulty=0.4)  # fmt: skip
def explaining_away(rng: Rng) -> Variant:
    """The posterior of one cause once the other cause is known too."""
    story = _CAUSES[int(rng.integers(len(_CAUSES)))]
    while True:
        a, b = float(rng.integers(2, 30)) / 100, float(rng.integers(5, 40)) / 100
        leak = float(rng.integers(1, 8)) / 100
        fire_a, fire_b = float(rng.integers(60, 96)) / 100, float(rng.integers(50, 96)) / 100
        table = {(i, j): 1 - (1 - leak) * (1 - fire_a) ** i * (1 - fire_b) ** j
                 for i in (0, 1) for j in (0, 1)}  # fmt: skip
        top = a * table[1, 1]
        value = top / (top + (1 - a) * table[0, 1])
        if value - a > 0.003:
            break
    rows = {key: round(p, 3) for key, p in table.items()}
    value = a * rows[1, 1] / (a * rows[1, 1] + (1 - a) * rows[0, 1])
    seen = sum(a * w * rows[1, j] for j, w in ((0, 1 - b), (1, b)))
    base = seen + sum((1 - a) * w * rows[0, j] for j, w in ((0, 1 - b), (1, b)))

    def again() -> float:
        joint = np.array([[[(a if i else 1 - a) * (b if j else 1 - b)
                            * (rows[i, j] if k else 1 - rows[i, j])
                            for k in (0, 1)] for j in (0, 1)] for i in (0, 1)])  # fmt: skip
        return float(joint[1, 1, 1] / joint[:, 1, 1].sum())

    return number(
        f"Two independent causes: $A$ ({story[0]}, probability {a:g}) and $B$ ({story[1]},"
        f" probability {b:g}). Effect $E$: {story[2]}.\n\n| A | B | P(E) |\n|---|---|---|\n"
        + "\n".join(f"| {'yes' if i else 'no'} | {'yes' if j else 'no'} | {rows[i, j]} |"
                    for i, j in sorted(rows))
        + "\n\nThe effect occurred, and $B$ is found to be true as well. What is the probability of"
        " $A$ now? Three decimals.",
        value, again=again, tol=0.0015,
        solution=f"$P(A|E,B) = {a:g} \\cdot {rows[1, 1]} / ({a:g} \\cdot {rows[1, 1]} +"
        f" {1 - a:g} \\cdot {rows[0, 1]}) = {value:.3f}$, while $P(A|E) = {seen / base:.3f}$:"
        " the known cause explains the effect, and the other one falls back towards its prior.",
        mistakes=[
            (seen / base, "That is $P(A|E)$, before $B$ was known: given the common effect the"
             " causes depend on each other."),
            (a, "A and B are independent only while E is unknown: the effect is a collider."),
            (a * rows[1, 1], "Normalise over both values of A."),
            (a * b * rows[1, 1] / base, "That is the probability of both causes given the effect;"
             " here B is known."),
        ],
    )  # fmt: skip


@question("bayesnet-parameters", "Free parameters of a factorised joint", ABOUT, skill="compute",
          minutes=4, difficulty=0.1)  # fmt: skip
def parameters(rng: Rng) -> Variant:
    """Free parameters of a network of discrete variables."""
    while True:
        edges = random_dag(rng, "ABCDE", 0.45)
        sizes = {name: int(rng.integers(2, 5)) for name in "ABCDE"}
        parents = {name: sorted(a for a, b in edges if b == name) for name in "ABCDE"}
        if max(map(len, parents.values())) == 2 and len(set(sizes.values())) > 1:
            break
    each = {name: (sizes[name] - 1) * math.prod(sizes[p] for p in parents[name])
            for name in "ABCDE"}  # fmt: skip
    value = sum(each.values())
    whole = math.prod(sizes.values()) - 1

    def again() -> int:
        count = 0
        for name in "ABCDE":
            columns = list(itertools.product(*(range(sizes[p]) for p in parents[name])))
            count += sum(len(range(1, sizes[name])) for _ in columns)
        return count

    return number(
        f"A network has the arrows {written(edges)}. The variables take "
        + ", ".join(f"{size} ({name})" for name, size in sizes.items())
        + " values. How many free parameters do its conditional probability tables have in total?",
        value, again=again, tol=0, rel=0,
        solution="Each variable has (values minus one) free numbers for every combination of its"
        " parents: " + ", ".join(f"{name}: {count}" for name, count in each.items())
        + f"; in total {value}, against {whole} for the unrestricted joint.",
        mistakes=[
            (whole, "That is the unrestricted joint table; the graph factorises it."),
            (sum(sizes[n] * math.prod(sizes[p] for p in parents[n]) for n in "ABCDE"),
             "Each column of a table sums to one: count values minus one."),
            (sum((sizes[n] - 1) * (1 + sum(sizes[p] for p in parents[n])) for n in "ABCDE"),
             "A table needs one column for every combination of the parents: multiply their"
             " sizes."),
            (sum((sizes[n] - 1) * math.prod(sizes[p] - 1 for p in parents[n]) for n in "ABCDE"),
             "The minus one belongs to the variable itself; its parents count with all values."),
        ],
    )  # fmt: skip


@question("bayesnet-factorisation", "The factorisation of a graph", ABOUT, skill="derive",
          minutes=3, difficulty=-0.2)  # fmt: skip
def factorisation(rng: Rng) -> Variant:
    """Choose the product of conditionals that a graph stands for."""
    while True:
        edges = random_dag(rng, "ABCD", 0.5)
        back = frozenset((b, a) for a, b in edges)
        one = sorted(edges)[int(rng.integers(len(edges)))]
        flip = edges - {one} | {(one[1], one[0])}
        if not any(same_independences(edges, other) for other in (back, flip)):
            break  # otherwise the product of another graph would be the joint as well

    def product(arrows: frozenset[tuple[str, str]]) -> str:
        parts = []
        for name in "ABCD":
            given = sorted(a for a, b in arrows if b == name)
            parts.append(f"P({name}{' | ' + ', '.join(given) if given else ''})")
        return " ".join(parts)

    right = product(edges)
    turned = product(back)
    lost = sorted(edges)[int(rng.integers(len(edges)))]
    fewer = product(edges - {lost})
    flipped = product(flip)
    wrong = {
        turned: "The arrows were read backwards: a variable is conditioned on its parents, not on"
        " its children.",
        fewer: f"The arrow {lost[0]} → {lost[1]} is missing from this product.",
        flipped: f"The arrow between {one[0]} and {one[1]} was turned round.",
    }

    def again() -> str:
        # read every shown product back into a set of arrows
        for text in (*wrong, right):
            arrows: set[tuple[str, str]] = set()
            for part in text[2:-1].split(") P("):
                name, _, given = part.partition(" | ")
                arrows |= {(a, name) for a in given.split(", ") if a}
            if arrows == edges:
                return text
        return ""

    return choose(
        rng,
        f"A network has the arrows {written(edges)}. Which product is its joint distribution"
        " $P(A, B, C, D)$?",
        right, list(wrong.items()), again=again,
        solution="Each variable is conditioned on its parents, the tails of the arrows that enter"
        f" it: {right}.",
    )  # fmt: skip

"""Similarity and distance measures for numbers, categories, sets and texts."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from tripos.exam.makers import choose, choose_all, number
from tripos.exam.question import Rng, Variant, question

ABOUT = "similarity-measures"
_COLOURS = ("red", "blue", "green")
_CLEAR = 0.03


@question("similarity-gower", "Gower distance of mixed records", ABOUT, skill="compute", minutes=4,
          difficulty=0.2)  # fmt: skip
def gower(rng: Rng) -> Variant:
    """Gower distance with a range-scaled number, a category, a missing value and a rare flag."""
    span_age, span_income = int(rng.choice([40, 50, 60])), int(rng.choice([60, 80, 100]))
    age = int(rng.integers(25, 45))
    older, richer = int(rng.integers(5, span_age // 2)), int(rng.integers(6, span_income // 2))
    income = int(rng.integers(20, 50))
    colour, other = str(rng.choice(_COLOURS)), str(rng.choice(_COLOURS))
    by_age, by_income = older / span_age, richer / span_income
    differs = float(colour != other)
    value = (by_age + by_income + differs) / 3

    def again() -> float:
        one = {"age": age / span_age, "income": income / span_income}
        two = {"age": (age + older) / span_age, "income": (income + richer) / span_income}
        gaps = [abs(one[key] - two[key]) for key in one]
        gaps.append(0.0 if colour == other else 1.0)
        return float(np.mean(gaps))

    return number(
        "Two customers are compared by Gower's distance (every usable feature contributes a"
        " dissimilarity between 0 and 1, and these are averaged):\n\n"
        "| feature | type | customer 1 | customer 2 | range in the data |\n|---|---|---|---|---|\n"
        f"| age | numeric | {age} | {age + older} | {span_age} |\n"
        f"| income (thousand) | numeric | {income} | {income + richer} | {span_income} |\n"
        f"| colour | nominal | {colour} | {other} | |\n"
        "| has a boat | asymmetric yes/no | no | no | |\n"
        "| city | nominal | missing | Leeds | |\n\n"
        "What is their distance, to three decimals?",
        value, again=again, tol=0.002,
        solution="A joint absence in an asymmetric flag and a missing value give no comparison, so"
        f" three features count: $\\left({older}/{span_age} + {richer}/{span_income} +"
        f" {differs:.0f}\\right) / 3 = {value:.3f}$.",
        mistakes=[
            (value * 3 / 5, "A missing value and a joint absence are not comparisons: divide by the"
             " number of usable features, not by all five."),
            (value * 3 / 4, "One of the two unusable features was still counted: joint absence"
             " of an asymmetric flag says nothing, and neither does a missing value."),
            ((by_age + by_income + differs + 1) / 4, "A missing value is left out, not treated as a"
             " mismatch."),
            ((by_age + by_income + 1 - differs) / 3, "A nominal feature contributes 0 when equal"
             " and 1 when different: that is a dissimilarity, not a similarity."),
        ],
    )  # fmt: skip


def _jaccard(one: set[int], two: set[int]) -> float:
    return len(one & two) / len(one | two)


def _cosine(one: set[int], two: set[int]) -> float:
    return len(one & two) / math.sqrt(len(one) * len(two))


def _matching(one: set[int], two: set[int]) -> float:
    return 1 - len(one ^ two) / _SIZE


def _overlap(one: set[int], two: set[int]) -> float:
    return len(one & two) / min(len(one), len(two))


_SIZE = 20
_MEASURES: dict[str, Callable[[set[int], set[int]], float]] = {
    "Jaccard similarity": _jaccard,
    "overlap coefficient (shared items over the smaller basket)": _overlap,
    "cosine similarity of the 0/1 vectors": _cosine,
    f"simple matching over the {_SIZE} products of the shop": _matching,
}


def _by_vectors(one: set[int], two: set[int]) -> list[float]:
    """The measures once more, in their order, from 0/1 vectors."""
    a = np.isin(np.arange(_SIZE), list(one)).astype(float)
    b = np.isin(np.arange(_SIZE), list(two)).astype(float)
    shared, mass = float(a @ b), (float(a.sum()), float(b.sum()))
    lengths = float(np.linalg.norm(a) * np.linalg.norm(b))
    return [shared / (sum(mass) - shared), shared / min(mass), shared / lengths,
            float((a == b).mean())]  # fmt: skip


@question("similarity-baskets", "Most similar basket by a given measure", ABOUT, skill="choose",
          minutes=4, difficulty=0.4)  # fmt: skip
def baskets(rng: Rng) -> Variant:
    """Which basket is most similar under a measure on sets; the measures disagree."""
    while True:
        mine = {int(x) for x in rng.choice(_SIZE, int(rng.integers(4, 8)), replace=False)}
        others = {
            name: {int(x) for x in rng.choice(_SIZE, int(n), replace=False)}
            for name, n in zip("ABC", rng.choice([1, 2, 3, 6, 9, 12], 3, replace=False),
                               strict=True)
        }  # fmt: skip
        ranked = {
            label: sorted(((how(mine, basket), name) for name, basket in others.items()))[::-1]
            for label, how in _MEASURES.items()
        }
        clear = all(rows[0][0] - rows[1][0] > _CLEAR for rows in ranked.values())
        if clear and len({rows[0][1] for rows in ranked.values()}) >= 2:
            break
    label = str(rng.choice(list(_MEASURES)))
    best = ranked[label][0][1]
    text = {name: f"Basket {name}" for name in others}
    table = "\n".join(
        f"| {name} | {len(basket)} | {len(basket & mine)} |" for name, basket in others.items()
    )

    def again() -> str:
        at = list(_MEASURES).index(label)
        return text[max(others, key=lambda name: _by_vectors(mine, others[name])[at])]

    wrong = []
    for name in sorted(set(others) - {best}):
        fits = [key for key, rows in ranked.items() if rows[0][1] == name]
        why = f"{name} does not win under this measure: compute it for all three baskets."
        if fits:
            why = f"{name} would win by the {fits[0]}, which is another measure."
        wrong.append((text[name], why))
    tie = "Two of them are tied"
    wrong.append((tie, "One basket is strictly ahead of both others: compute all three."))
    return choose(
        rng,
        f"A shop has {_SIZE} products. A customer bought {len(mine)} of them. Three earlier"
        " baskets:\n\n| basket | products | shared with the customer |\n|---|---|---|\n"
        f"{table}\n\nWhich is the most similar by the {label}?",
        text[best], wrong, again=again,
        solution="The values are " + ", ".join(f"{name}: {value:.3f}" for value, name in
        ranked[label]) + f", so basket {best} wins. The measures treat size and joint absences"
        " differently, which is why they disagree.",
    )  # fmt: skip


def _dissimilarities(one: list[int], two: list[int]) -> dict[str, float]:
    """Candidate dissimilarities of two points with their names."""
    a, b = np.array(one, dtype=float), np.array(two, dtype=float)
    return {
        "squared Euclidean": float(((a - b) ** 2).sum()),
        "Euclidean": float(np.sqrt(((a - b) ** 2).sum())),
        "Manhattan": float(np.abs(a - b).sum()),
        "one minus the cosine": float(1 - a @ b / (np.linalg.norm(a) * np.linalg.norm(b))),
        "largest coordinate gap": float(np.abs(a - b).max()),
        "smallest coordinate gap": float(np.abs(a - b).min()),
    }


@question("similarity-triangle", "Which dissimilarities break the triangle inequality", ABOUT,
          skill="diagnose", minutes=5, difficulty=0.7)  # fmt: skip
def triangle(rng: Rng) -> Variant:
    """An index that prunes by the triangle inequality: for which measures is it wrong here."""
    while True:
        a, b, c = ([int(x) for x in rng.integers(1, 9, 2)] for _ in range(3))
        ab, bc, ac = _dissimilarities(a, b), _dissimilarities(b, c), _dissimilarities(a, c)
        slack = {name: ab[name] + bc[name] - ac[name] for name in ab}
        doubtful = any(
            abs(slack[name]) < 0.01
            for name in ("squared Euclidean", "one minus the cosine", "smallest coordinate gap")
        )
        broken = {name for name, room in slack.items() if room < -1e-9}
        if not doubtful and len(broken) >= 2:
            break

    def again() -> list[str]:
        angles = [math.atan2(y, x) for x, y in (a, b, c)]
        bent = {
            "squared Euclidean": np.dot(np.subtract(a, b), np.subtract(c, b)) < 0,  # obtuse at b
            "one minus the cosine": 2 - math.cos(angles[0] - angles[1])
            - math.cos(angles[1] - angles[2]) < 1 - math.cos(angles[0] - angles[2]),
            "smallest coordinate gap": min(abs(a[0] - c[0]), abs(a[1] - c[1]))
            > min(abs(a[0] - b[0]), abs(a[1] - b[1])) + min(abs(b[0] - c[0]), abs(b[1] - c[1])),
        }  # fmt: skip
        return [name for name, wrong in bent.items() if wrong]

    said = {
        name: f"Here $d(A,B) + d(B,C) = {ab[name] + bc[name]:.3f}$ and $d(A,C) = {ac[name]:.3f}$:"
        " compare the two."
        for name in ab
    }
    return choose_all(
        rng,
        "A nearest-neighbour index skips candidates with the triangle inequality"
        f" $d(A,C) \\le d(A,B) + d(B,C)$. Test it on $A = ({a[0]}, {a[1]})$,"
        f" $B = ({b[0]}, {b[1]})$, $C = ({c[0]}, {c[1]})$. Which of these dissimilarities break it"
        " on this very triple, so that the index could skip a true neighbour?",
        [(name, name in broken, said[name]) for name in ab],
        again=again,
        solution="Left side against right side: "
        + "; ".join(f"{name}: {ac[name]:.3f} against {ab[name] + bc[name]:.3f}" for name in ab)
        + ". The norms can never break it; the others can, as here: "
        + ", ".join(sorted(broken)) + ".",
    )  # fmt: skip

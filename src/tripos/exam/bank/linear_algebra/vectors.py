"""Vectors, norms and inner products."""

from __future__ import annotations

import math

import numpy as np

from tripos.exam.makers import choose, number
from tripos.exam.question import Rng, Variant, question

ABOUT = "vectors-and-norms"


def _vector(rng: Rng, size: int, most: int = 6) -> list[int]:
    """Whole numbers, not all zero."""
    while True:
        found = [int(x) for x in rng.integers(-most, most + 1, size)]
        if any(found):
            return found


def _tuple(values: list[int]) -> str:
    return "(" + ", ".join(map(str, values)) + ")"


@question("vectors-cosine", "Cosine similarity", ABOUT, skill="compute", minutes=3)
def cosine(rng: Rng) -> Variant:
    """The cosine of two short vectors by hand."""
    u, v = _vector(rng, 3), _vector(rng, 3)
    dot = sum(a * b for a, b in zip(u, v, strict=True))
    uu, vv = sum(a * a for a in u), sum(b * b for b in v)
    value = dot / math.sqrt(uu * vv)

    def again() -> float:
        # |u - v|^2 = |u|^2 + |v|^2 - 2 |u||v| cos
        apart = float(np.linalg.norm(np.subtract(u, v))) ** 2
        nu, nv = float(np.linalg.norm(u)), float(np.linalg.norm(v))
        return (nu**2 + nv**2 - apart) / (2 * nu * nv)

    return number(
        f"Two users rated three films relative to their own averages: $u = {_tuple(u)}$ and"
        f" $v = {_tuple(v)}$. What is the cosine similarity of $u$ and $v$? Two"
        " decimals.",
        value, again=again, tol=0.006,
        solution=f"$u \\cdot v = {dot}$, $\\|u\\| = \\sqrt{{{uu}}}$, $\\|v\\| = \\sqrt{{{vv}}}$, so"
        f" $\\cos = {dot} / \\sqrt{{{uu} \\cdot {vv}}}$.",
        mistakes=[
            (float(dot), "That is the inner product; divide it by both lengths."),
            (dot / (uu * vv), "Divide by the lengths, not by their squares."),
            (1 - value, "That is the cosine distance, one minus the similarity."),
            (dot / math.sqrt(uu), "Only one of the two lengths was divided out."),
        ],
    )  # fmt: skip


@question("vectors-nearest-by-norm", "Nearest by another norm", ABOUT, skill="choose", minutes=4,
          difficulty=0.6)  # fmt: skip
def nearest_by_norm(rng: Rng) -> Variant:
    """Which of three points is nearest under a named norm; the norms disagree."""
    names = {"L1": 1, "L2": 2, "L-infinity": np.inf}
    while True:
        points = {name: _vector(rng, 2, 7) for name in "PQR"}
        best = {
            norm: sorted((float(np.linalg.norm(point, order)), name)
                         for name, point in points.items())
            for norm, order in names.items()
        }  # fmt: skip
        clear = all(rows[1][0] - rows[0][0] > 0.2 for rows in best.values())
        if clear and len({rows[0][1] for rows in best.values()}) >= 2:
            break
    norm = str(rng.choice(list(names)))
    winner = best[norm][0][1]
    shown = {name: f"{name} = {_tuple(point)}" for name, point in points.items()}
    said = {
        "L1": "the sum of the absolute coordinates", "L2": "the root of the sum of squares",
        "L-infinity": "the largest absolute coordinate",
    }  # fmt: skip

    def again() -> str:
        def length(point: list[int]) -> float:
            sizes = [abs(x) for x in point]
            if norm == "L1":
                return sum(sizes)
            return max(sizes) if norm == "L-infinity" else math.hypot(*sizes)

        return shown[min(points, key=lambda name: length(points[name]))]

    wrong = []
    for name in points:
        if name != winner:
            fits = [other for other, rows in best.items() if rows[0][1] == name]
            why = f"Under {norm} the length of {name} is larger: compare all three."
            if fits:
                why = f"{name} is nearest under {fits[0]}, not under {norm}."
            wrong.append((shown[name], why))
    return choose(
        rng,
        f"Three points: {', '.join(shown.values())}. Which is nearest to the origin under the"
        f" {norm} norm?",
        shown[winner], wrong, again=again,
        solution=f"{norm} is {said[norm]}: "
        + ", ".join(f"{name} has {size:.3g}" for size, name in best[norm])
        + f". The smallest belongs to {winner}.",
    )  # fmt: skip


@question("vectors-scaling-trap", "What scaling does to closeness", ABOUT, skill="diagnose",
          minutes=2, difficulty=0.3)  # fmt: skip
def scaling_trap(rng: Rng) -> Variant:
    """The feature whose unit makes its numbers large dominates the Euclidean distance."""
    age, income = int(rng.integers(20, 41)), int(rng.integers(30, 61)) * 1000
    gap, years = int(rng.integers(2, 6)) * 100, int(rng.integers(25, 36))
    unit, word = (1, "USD") if rng.integers(2) else (1000, "thousand USD")
    texts = ["A, of another generation with nearly the same income",
             "B, of nearly the same age with another income"]  # fmt: skip
    far = [math.hypot(years, gap / 4 / unit), math.hypot(1, gap / unit)]
    right = texts[far.index(min(far))]

    def again() -> str:
        spots = np.array([[0, 0], [years, gap / 4 / unit], [1, gap / unit]])
        squares = ((spots[1:] - spots[0]) ** 2).sum(axis=1)
        return texts[int(squares.argmin())]

    return choose(
        rng,
        f"A customer is {age} years old and earns {income / unit:g} {word} a year. Customer A is"
        f" {age + years} and earns {(income + gap / 4) / unit:g}; customer B is {age + 1} and earns"
        f" {(income + gap) / unit:g}. With Euclidean distance on these values (years and {word}),"
        " who counts as nearer?",
        right,
        [
            (texts[1 - texts.index(right)],
             "Compute both distances: in these units the gap in the other feature outweighs it."),
            ("both are equally near", "The two distances are far from equal: compute them."),
            ("it cannot be said without standard deviations",
             "The raw distance can be computed; whether it is meaningful is another question."),
        ],
        again=again,
        solution=f"A: $\\sqrt{{{years}^2 + {gap / 4 / unit:g}^2}} \\approx {far[0]:.1f}$, B:"
        f" $\\sqrt{{1^2 + {gap / unit:g}^2}} \\approx {far[1]:.1f}$. The unit of income decides"
        " which feature rules the distance, which is why features are standardised first. Here"
        f" nearer is {right}.",
    )  # fmt: skip

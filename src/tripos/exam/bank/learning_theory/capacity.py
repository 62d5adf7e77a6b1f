"""Shattering, growth functions and VC dimension."""

from __future__ import annotations

import itertools
import math

import numpy as np

from tripos.exam.makers import choose_all, number
from tripos.exam.question import Rng, Variant, question

GROWTH = "growth-function"
VC = "vc-dimension"


@question("growth-count-dichotomies", "Count the dichotomies", GROWTH, skill="derive", minutes=5,
          difficulty=0.4)  # fmt: skip
def count_dichotomies(rng: Rng) -> Variant:
    """The growth function of a class on the line, exactly."""
    n, kind = int(rng.integers(4, 11)), int(rng.integers(4))
    names = ["rays $1[x \\ge t]$", "rays of either direction, $1[x \\ge t]$ and $1[x \\le t]$",
             "closed intervals and the empty set", "unions of at most two intervals"]  # fmt: skip
    formula = [n + 1, 2 * n, n * (n + 1) // 2 + 1,
               1 + math.comb(n + 1, 2) + math.comb(n + 1, 4)][kind]  # fmt: skip

    def again() -> int:
        def member(bits: tuple[int, ...]) -> bool:
            runs = sum(1 for key, _ in itertools.groupby(bits) if key)
            changes = sum(a != b for a, b in itertools.pairwise(bits))
            if kind == 0:
                return list(bits) == sorted(bits)
            return [False, changes <= 1, runs <= 1, runs <= 2][kind]

        return sum(member(bits) for bits in itertools.product((0, 1), repeat=n))

    said = [f"$t$ can lie in {n + 1} places between and beyond the points",
            "each direction has $n + 1$ cuts; the two constant labellings are shared",
            "choose two of the $n + 1$ gaps as ends, or nothing",
            "choose none, two or four of the $n + 1$ gaps as ends"][kind]  # fmt: skip
    return number(
        f"How many labellings of {n} different points of the real line do {names[kind]} realise?",
        formula, again=again, tol=0, rel=0,
        solution=f"Count by ends: {said}. That makes {formula} (of $2^{{{n}}} = {2**n}$).",
        mistakes=[
            (2**n, "Not every labelling is realised: alternating labels are not."),
            (n + 1 if kind else n, "That counts the cuts of a single threshold."),
            (2 * n + 2, "The constant labellings were counted twice."),
            (n * (n - 1) // 2 + 1, "Single points are intervals as well."),
            (math.comb(n + 1, 2), "The empty labelling is missing."),
            (math.comb(n + 1, 4) + math.comb(n + 1, 2), "The empty labelling is missing."),
        ],
    )  # fmt: skip


@question("growth-sauer-bound", "Sauer's bound", GROWTH, skill="compute", minutes=3)
def sauer_bound(rng: Rng) -> Variant:
    """The sum of binomial coefficients, also for points with half-planes."""
    d = int(rng.integers(2, 6))
    n = int(rng.integers(d + 2, 16))
    value = sum(math.comb(n, i) for i in range(d + 1))

    def again() -> int:
        # the recursion of the proof: G(n, d) = G(n-1, d) + G(n-1, d-1)
        grid = [[1] * (d + 1) for _ in range(n + 1)]
        for row in range(1, n + 1):
            for col in range(1, d + 1):
                grid[row][col] = grid[row - 1][col] + grid[row - 1][col - 1]
        return grid[n][d]

    return number(
        f"A class has VC dimension {d}. What is the largest number of labellings of {n} points that"
        " Sauer's lemma allows it?",
        value, again=again, tol=0, rel=0,
        solution=f"$\\sum_{{i=0}}^{{{d}}} \\binom{{{n}}}{{i}} = "
        + " + ".join(str(math.comb(n, i)) for i in range(d + 1)) + f" = {value}$, a polynomial of"
        f" degree {d}, against $2^{{{n}}}$.",
        mistakes=[
            (2**n, "That many only up to the VC dimension; beyond it growth is polynomial."),
            (2**d, "That is the number on a shattered set of the size of the dimension."),
            (math.comb(n, d), "Sum over all sizes up to the dimension."),
            (value - 1, "The empty subset counts: $\\binom{n}{0} = 1$."),
            (n**d, "That is a cruder bound."),
        ],
    )  # fmt: skip


@question("growth-half-planes", "Dichotomies by half-spaces", GROWTH, skill="derive", minutes=5,
          difficulty=0.8)  # fmt: skip
def half_planes(rng: Rng) -> Variant:
    """Cover's count for points in general position."""
    d, n = int(rng.integers(2, 6)), int(rng.integers(6, 14))
    value = 2 * sum(math.comb(n - 1, i) for i in range(d + 1))

    def again() -> int:
        def count(points: int, dim: int) -> int:  # Cover's recursion, homogeneous in dim + 1
            if points == 1 or dim == 0:
                return 2
            return count(points - 1, dim) + count(points - 1, dim - 1)

        return count(n, d)

    return number(
        f"{n} points lie in general position in $R^{d}$. How many of their $2^{{{n}}}$ labellings"
        " do half-spaces (affine, both orientations) realise?",
        value, again=again, tol=0, rel=0,
        solution=f"Cover: $C(n, d) = C(n-1, d) + C(n-1, d-1)$, so $2\\sum_{{i=0}}^{{{d}}}"
        f" \\binom{{{n - 1}}}{{i}} = {value}$.",
        mistakes=[
            (sum(math.comb(n, i) for i in range(d + 2)), "That is Sauer's bound for VC dimension"
             " $d + 1$, here not attained."),
            (value // 2, "Both orientations of each plane count."),
            (2 * sum(math.comb(n - 1, i) for i in range(d)), "That counts planes through the"
             " origin; an offset adds a dimension."),
            (2**n, "More points than $d + 1$ cannot be shattered."),
        ],
    )  # fmt: skip


@question("vc-linear-in-features", "VC dimension of a linear class", VC, skill="derive", minutes=4,
          difficulty=0.3)  # fmt: skip
def linear_in_features(rng: Rng) -> Variant:
    """VC dimension of signs of a vector space of functions."""
    d, p = int(rng.integers(1, 7)), int(rng.integers(1, 4))
    even = bool(rng.integers(2)) and p > 1
    powers = [e for e in itertools.product(range(p + 1), repeat=d)
              if sum(e) <= p and not (even and sum(e) == 1)]  # fmt: skip
    value = math.comb(d + p, p) - (d if even else 0)

    def again() -> int:
        draws = np.random.default_rng(1).uniform(-1, 1, (len(powers) + 5, d))
        design = np.array([[math.prod(x**e) for e in powers] for x in draws])
        return int(np.linalg.matrix_rank(design))

    extra = ", but without the terms of degree exactly 1" if even else ""
    return number(
        f"Classifiers $x \\mapsto 1[q(x) \\ge 0]$ in $R^{d}$, where $q$ is any polynomial of degree"
        f" at most {p}{extra}. What is the VC dimension?",
        value, again=again, tol=0, rel=0,
        solution="Signs of a vector space of functions have its dimension as VC dimension. There"
        f" are $\\binom{{{d} + {p}}}{{{p}}} = {math.comb(d + p, p)}$ monomials"
        + (f", less {d} of degree 1" if even else "") + f": {value}.",
        mistakes=[
            (value - 1, "The constant term counts as well."),
            (d + 1, "That is for half-spaces, degree 1."),
            (d * p + 1, "Mixed monomials were left out."),
            ((p + 1) ** d, "The **total** degree is bounded, not that in each variable."),
            (2 * d, "That is the dimension of axis-parallel boxes."),
        ],
    )  # fmt: skip


def _shattered(points: list[tuple[int, int]]) -> bool:
    """Whether axis-parallel rectangles pick out every subset."""
    for size in range(1, len(points)):
        for chosen in itertools.combinations(points, size):
            (a, b), (c, d) = [(min(v), max(v)) for v in zip(*chosen, strict=True)]
            rest = set(points) - set(chosen)
            if any(a <= x <= b and c <= y <= d for x, y in rest):
                return False
    return True


def _extremes_alone(points: list[tuple[int, int]]) -> bool:
    """Whether each of four points alone is the extreme one in some direction."""
    alone = set()
    for k, end in itertools.product((0, 1), (min, max)):
        values = [point[k] for point in points]
        if values.count(end(values)) == 1:
            alone.add(values.index(end(values)))
    return len(alone) == 4


@question("vc-rectangles-shatter", "Which sets do rectangles shatter", VC, skill="diagnose",
          minutes=4, difficulty=0.5)  # fmt: skip
def rectangles_shatter(rng: Rng) -> Variant:
    """Which four-point sets are shattered by axis-parallel rectangles."""
    wanted = [True, bool(rng.integers(2)), False, False]
    sets: dict[str, tuple[list[tuple[int, int]], bool]] = {}
    while len(sets) < 4:
        points = [(int(a), int(b)) for a, b in rng.integers(0, 8, (4, 2))]
        fine = _extremes_alone(points)
        if len(set(points)) == 4 and fine == wanted[len(sets)]:
            sets[", ".join(map(str, points))] = (points, fine)

    def again() -> list[str]:
        return [text for text, (points, _) in sets.items() if _shattered(points)]

    return choose_all(
        rng, "Which of these sets of four points in the plane are shattered by axis-parallel"
        " rectangles (closed, of any size)?",
        [(text, fine, "Each point is alone the leftmost, rightmost, lowest or highest, so every"
          " subset can be enclosed." if fine else "Some point lies in the bounding box of the"
          " others: it cannot be left out.") for text, (_, fine) in sets.items()],
        again=again,
        solution="A set is shattered if no point lies in the bounding box of the others: each must"
        " alone be an extreme in one direction. Four points can do so, five never: the VC"
        " dimension is 4.",
    )  # fmt: skip


@question("vc-unions-and-finite", "VC dimension by both arguments", VC, skill="derive", minutes=3)
def unions(rng: Rng) -> Variant:
    """VC dimension of classes of few runs on a line or circle, by brute force."""
    k, circle = int(rng.integers(1, 7)), bool(rng.integers(2))
    both = bool(rng.integers(2))
    value = (2 * k + 1) if circle or both else 2 * k

    def fits(bits: tuple[int, ...]) -> bool:
        ring = circle and bits[0] == bits[-1] == 1 and 0 in bits
        runs = sum(1 for key, _ in itertools.groupby(bits) if key) - bool(ring)
        return runs <= k

    def again() -> int:
        for n in itertools.count(1):
            everything = itertools.product((0, 1), repeat=n)
            if not all(fits(b) or (both and fits(tuple(1 - v for v in b))) for b in everything):
                return n - 1
        return 0

    where = "arcs of a circle" if circle else "closed intervals of the real line"
    what = f"unions of at most {k} {where}" if k > 1 else where
    also = ", **and all complements of these**" if both else ""
    worst = "alternating labels" + (" that begin and end with 1" if both and not circle else "")
    return number(
        f"A class holds all {what}{also}. What is its VC dimension?",
        value, again=again, tol=0, rel=0,
        solution=f"{value} points can be labelled at will; with {value + 1} points {worst} need"
        f" {k + 1} pieces of either kind that the class allows, so no set of that size is"
        " shattered.",
        mistakes=[
            (k, "Each piece has two ends: two parameters."),
            (2 * k if value != 2 * k else 2 * k + 1, "Check alternating labels on one point more"
             " and one less, at both ends or round the circle."),
            (2 * k + 2, "One point too many: alternating labels need one piece more."),
            (k + 1, "That is the dimension of half-spaces in $R^k$."),
        ],
    )  # fmt: skip

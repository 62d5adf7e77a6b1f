"""k-means: Lloyd's algorithm, seeding, its objective, and shapes it cannot recover."""

from __future__ import annotations

import numpy as np

from tripos.exam.makers import choose, matrix, number
from tripos.exam.question import Rng, Variant, question

ABOUT = "k-means"


def _lloyd(points: list[int], seeds: list[float]) -> list[list[float]]:
    """The centres at the start and after each round, until they stay."""
    trace = [seeds]
    while True:
        groups: list[list[int]] = [[] for _ in seeds]
        for x in points:
            gaps = [abs(x - centre) for centre in trace[-1]]
            groups[gaps.index(min(gaps))].append(x)
        if not all(groups):
            return []
        centres = [sum(group) / len(group) for group in groups]
        if centres == trace[-1]:
            return trace
        trace.append(centres)


def _best_split(points: list[int]) -> tuple[float, float]:
    """The two centres of least squared error over all splits of the sorted line."""
    line = sorted(points)
    splits = [(line[:at], line[at:]) for at in range(1, len(line))]
    low, high = min(splits, key=lambda two: sum(len(g) * float(np.var(g)) for g in two))
    return sum(low) / len(low), sum(high) / len(high)


@question("kmeans-lloyd-by-hand", "Lloyd's algorithm to its end", ABOUT, skill="compute",
          minutes=5, difficulty=0.1)  # fmt: skip
def lloyd(rng: Rng) -> Variant:
    """Run Lloyd's algorithm on a line from two given seeds until nothing changes."""
    while True:
        points = sorted({int(x) for x in rng.integers(0, 30, 7)})
        seeds = [float(points[0]), float(points[1])]
        trace = _lloyd(points, seeds)
        cuts = [sum(centres) / 2 for centres in trace]
        if any(abs(x - cut) < 0.01 for x in points for cut in cuts):
            continue
        steps = np.diff(trace, axis=0) if len(trace) > 1 else np.zeros(0)
        if len(points) >= 6 and 4 <= len(trace) <= 6 and np.abs(steps[-1]).max() > 0.2:
            break
    final, once = trace[-1], trace[1]
    rounds = "; ".join(f"({a:.3g}, {b:.3g})" for a, b in trace)

    def again() -> list[float]:
        # in one dimension a state is a cut at the middle between the centres
        cut, old, array = sum(seeds) / 2, -1.0, np.array(points, dtype=float)
        while cut != old:
            old = cut
            low, high = array[array <= cut], array[array > cut]
            cut = float(low.mean() + high.mean()) / 2
        return [float(array[array <= cut].mean()), float(array[array > cut].mean())]

    return matrix(
        f"One-dimensional data: {', '.join(map(str, points))}. k-means with $K = 2$ starts from the"
        f" centres {seeds[0]:.0f} and {seeds[1]:.0f}. Run Lloyd's algorithm until nothing changes."
        " Which centres does it end with? Write the smaller one first, two decimals.",
        final, again=again, tol=0.011, digits=4,
        solution=f"The centres after each assignment and update: {rounds}. The last assignment"
        " changes nothing, so that is a fixed point; being one does not make it the global best.",
        mistakes=[
            (once, "That is the result of one round: assign again with the new centres until no"
             " point changes its cluster."),
            (_best_split(points), "That is the global optimum over all splits; from these seeds"
             " Lloyd's algorithm stops in another local optimum."),
            (trace[-2], "One more round still moves the centres: stop only when nothing changes."),
        ],
    )  # fmt: skip


@question("kmeans-plus-plus-seeds", "Chance that k-means++ seeds both groups", ABOUT,
          skill="compute", minutes=5, difficulty=0.6)  # fmt: skip
def plus_plus(rng: Rng) -> Variant:
    """The probability that the second k-means++ centre falls into the other group."""
    left = sorted({int(x) for x in rng.integers(0, 5, 2)} | {0})
    gap = int(rng.integers(6, 12))
    right = sorted({gap + int(x) for x in rng.integers(0, 4, 2)})
    points = [*left, *right]
    first = int(rng.choice(points))
    own = left if first in left else right
    other = right if first in left else left
    squares = {x: (x - first) ** 2 for x in points}
    value = sum(squares[x] for x in other) / sum(squares.values())
    plain = sum(abs(x - first) for x in other) / sum(abs(x - first) for x in points)

    def again() -> float:
        array = np.array(points, dtype=float)
        spread = float(((array - array.mean()) ** 2).sum())
        total = spread + len(points) * float(array.mean() - first) ** 2  # parallel axis
        inner = np.array(own, dtype=float)
        within = float(((inner - inner.mean()) ** 2).sum())
        return 1 - (within + len(own) * float(inner.mean() - first) ** 2) / total

    return number(
        f"The points {', '.join(map(str, left))} form one group and"
        f" {', '.join(map(str, right))} another. k-means++ happened to draw {first} as its first"
        " centre. With what probability does its second centre fall into the other group? Three"
        " decimals.",
        value, again=again, tol=0.002,
        solution="The second centre is drawn with probability proportional to the squared distance"
        " from the nearest centre: "
        + ", ".join(f"{x}: {square}" for x, square in squares.items())
        + f". The other group has {sum(squares[x] for x in other)} of"
        f" {sum(squares.values())}, so the probability is {value:.3f}.",
        mistakes=[
            (plain, "The weights are squared distances, not distances."),
            (len(other) / len(points), "That is uniform seeding; k-means++ weights each point by"
             " its squared distance."),
            (len(other) / (len(points) - 1), "That draws uniformly among the remaining points;"
             " weight each by its squared distance."),
            (1.0, "Only greedy farthest-point seeding is certain here; k-means++ draws at random"
             " with weights."),
        ],
    )  # fmt: skip


@question("kmeans-two-strips", "When k-means cuts strips across", ABOUT, skill="derive", minutes=6,
          difficulty=1.0)  # fmt: skip
def strips(rng: Rng) -> Variant:
    """The gap below which cutting two parallel strips across beats separating them."""
    length = float(rng.integers(6, 61))
    width = float(rng.integers(0, 5))
    value = length / 2

    def cost(gap: float, across: bool) -> float:
        x = (np.arange(200) + 0.5) / 200 * length
        place = np.array([(a, b) for b in (0.0, gap) for a in x])
        side = place[:, 0] > length / 2 if across else place[:, 1] > gap / 2
        return sum(float(((part - part.mean(axis=0)) ** 2).sum())
                   for part in (place[side], place[~side]))  # fmt: skip

    def again() -> float:
        low, high = 0.0, 2 * length
        while high - low > 1e-4 * length:
            middle = (low + high) / 2
            if cost(middle, True) < cost(middle, False):
                low = middle
            else:
                high = middle
        return low

    thick = f" Each strip is {width:.0f} wide in the second direction." if width else ""
    return number(
        f"Points lie evenly on two parallel strips of length {length:.0f} whose centre lines are"
        f" $g$ apart, exactly beside one another.{thick} k-means with $K = 2$ compares two"
        " partitions: one cluster per strip, or cutting both strips across in the middle. From"
        " which $g$ on does separating the strips have the smaller sum of squares?",
        value, again=again, tol=0.02,
        solution="Per point the partition by strips leaves the variance along the strip,"
        f" $L^2/12$ with $L = {length:.0f}$. Cutting across leaves $(L/2)^2/12$ along and"
        " $(g/2)^2$ across (a strip's own width adds the same to both). They are equal when"
        f" $L^2/16 = g^2/4$, so $g = L/2 = {value:g}$.",
        mistakes=[
            (length, "Set the two within-cluster sums equal: cutting across still leaves a quarter"
             " of the variance along the strip, and the offset from the mean is half the gap."),
            (length / 4, "The offset of each strip from the middle is half the gap: use"
             " $(g/2)^2$, not $g^2$."),
            (length / np.sqrt(3), "Cutting across also leaves the variance within the halves,"
             " $(L/2)^2/12$; it must be counted."),
        ],
    )  # fmt: skip


_FAULTS = (
    ("the update takes the coordinate-wise median instead of the mean", "update",
     "A median is not the minimiser of squared distance, but here it was the other step that"
     " raised the objective."),
    ("the assignment compares Manhattan distances", "assign",
     "A wrong metric in the assignment can raise the sum of squares, but here it was the other"
     " step that did so."),
    ("the seeds were badly placed", "none",
     "Bad seeds give a bad local optimum, but they never make the objective rise."),
    ("the data hold strong outliers", "none",
     "Outliers pull centres, yet each step of a right implementation still cannot raise J."),
)  # fmt: skip


@question("kmeans-rising-objective", "A trace that cannot be k-means", ABOUT, skill="diagnose",
          minutes=3, difficulty=0.3)  # fmt: skip
def rising(rng: Rng) -> Variant:
    """Read the objective after each half step and name the fault that can explain it."""
    wrong_step = str(rng.choice(["assign", "update"]))
    at = int(rng.integers(1, 4))
    trace, level = [], float(rng.integers(600, 1200))
    for round_ in range(5):
        pair = []
        for step in ("assign", "update"):
            drop = level * float(rng.uniform(0.04, 0.2)) / (1 + round_)
            level += drop * 0.7 if (round_, step) == (at, wrong_step) else -drop
            pair.append(round(level, 1))
        trace.append(pair)
    table = "\n".join(f"| {n + 1} | {a} | {b} |" for n, (a, b) in enumerate(trace))
    rights = {what: step for what, step, _ in _FAULTS}
    right = next(what for what, step in rights.items() if step == wrong_step)

    def again() -> str:
        flat = [value for pair in trace for value in pair]
        ups = [n for n in range(1, len(flat)) if flat[n] > flat[n - 1]]
        step = "update" if ups[0] % 2 else "assign"
        return next(what for what in rights if rights[what] == step)

    return choose(
        rng,
        "A home-made k-means logs the sum of squared Euclidean distances from each point to its"
        " centre, after each half step:\n\n| round | after assignment | after update |\n|---|---|"
        f"---|\n{table}\n\nWhich fault can explain this log?",
        right, [(what, said) for what, step, said in _FAULTS if what != right],
        again=again,
        solution="With right steps neither half can raise the objective: assignment picks the"
        " nearest centre, and the mean minimises the squared distances of its cluster. It rises in"
        f" round {at + 1} at the {'assignment' if wrong_step == 'assign' else 'update'}, so that"
        f" step does not minimise what is logged: {right}.",
    )  # fmt: skip

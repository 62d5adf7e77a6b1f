"""Factorising matrices that are non-negative or only partly observed."""

from __future__ import annotations

import math

import numpy as np

from tripos.exam.bank.shown import terms
from tripos.exam.makers import choose, matrix, number
from tripos.exam.question import Rng, Variant, question

ABOUT = "nonnegative-matrix-factorisation"


@question("factorisation-als-user", "One ridge step for a user's factor", ABOUT, skill="compute",
          minutes=5, difficulty=0.3)  # fmt: skip
def als_user(rng: Rng) -> Variant:
    """Alternating least squares: the factor of a user with missing ratings, rank one."""
    items = [float(x) for x in rng.choice([0.5, 1, 1.5, 2, 2.5, 3], 5)]
    seen = sorted(int(x) for x in rng.choice(5, 3, replace=False))
    ratings = {at: int(rng.integers(1, 6)) for at in seen}
    penalty = float(rng.choice([0.5, 1, 2, 4]))
    top = sum(ratings[at] * items[at] for at in seen)
    below = sum(items[at] ** 2 for at in seen)
    value = top / (below + penalty)

    def again() -> float:
        # ridge as least squares with one more row of data
        rows = [items[at] for at in seen] + [math.sqrt(penalty)]
        target = [float(ratings[at]) for at in seen] + [0.0]
        return float(np.linalg.lstsq(np.array(rows)[:, None], np.array(target), rcond=None)[0][0])

    cells = " | ".join(str(ratings.get(at, "?")) for at in range(5))
    factors = " | ".join(f"{v:g}" for v in items)
    return number(
        "A rank-one completion $r_{ui} \\approx p_u q_i$ is fitted by alternating ridge"
        " regression. For one user:\n\n| | i1 | i2 | i3 | i4 | i5 |\n|---|---|---|---|---|---|\n"
        f"| rating | {cells} |\n| item factor $q_i$ | {factors} |\n\nThe step minimises the squared"
        f" errors on the observed ratings plus ${terms((penalty,), ('p_u^2',))}$. What is the new"
        f" $p_u$?"
        " Three decimals.",
        value, again=again, tol=0.002,
        solution="Only observed cells count: $p_u = \\sum r q / (\\sum q^2 + \\lambda) ="
        f" {top:g} / ({below:g} + {penalty:g}) = {value:.3f}$.",
        mistakes=[
            (top / (sum(q * q for q in items) + penalty), "Missing ratings were treated as zeros:"
             " sum $q^2$ over the observed cells only."),
            (top / below, "The penalty is missing: add it to the sum of squares below."),
            (top / (below + 3 * penalty), "Here the penalty is stated once per user, not once per"
             " rating."),
            (sum(ratings[at] / items[at] for at in seen) / 3, "Averaging the ratios is not least"
             " squares: weight by the item factors."),
        ],
    )  # fmt: skip


@question("factorisation-multiplicative", "A multiplicative update", ABOUT, skill="compute",
          minutes=5, difficulty=0.5)  # fmt: skip
def multiplicative(rng: Rng) -> Variant:
    """One Lee-Seung update of H for squared error with a fixed two-column W."""
    while True:
        w = rng.integers(0, 4, (3, 2))
        v = rng.integers(1, 9, 3)
        h = rng.integers(1, 4, 2)
        top, below = w.T @ v, w.T @ w @ h
        if (
            (below > 0).all()
            and (top > 0).all()
            and np.linalg.matrix_rank(w) == 2
            and (np.abs(top - below) > 1).all()
        ):
            break
    value = [float(h[k] * top[k] / below[k]) for k in range(2)]
    exact = np.linalg.lstsq(w.astype(float), v.astype(float), rcond=None)[0]

    def again() -> list[float]:
        # a gradient step with the step size h / (W'W h)
        gradient = w.T @ (w @ h) - w.T @ v
        return [float(h[k] - h[k] / (w.T @ (w @ h))[k] * gradient[k]) for k in range(2)]

    rows = " \\\\ ".join(" & ".join(str(x) for x in row) for row in w)
    column = " \\\\ ".join(str(x) for x in v)
    return matrix(
        "Non-negative factorisation with squared error: $v \\approx W h$ with"
        f" $W = \\begin{{pmatrix}} {rows} \\end{{pmatrix}}$,"
        f" $v = \\begin{{pmatrix}} {column} \\end{{pmatrix}}$ and at present"
        f" $h = ({h[0]}, {h[1]})$. What does one multiplicative update of $h$ (both entries from"
        " the old $h$) give? Three decimals.",
        value, again=again, tol=0.002, digits=5,
        solution=f"$W^\\top v = ({top[0]}, {top[1]})$ and $W^\\top W h = ({below[0]}, {below[1]})$;"
        f" each entry is multiplied by the ratio: $({value[0]:.3f}, {value[1]:.3f})$. It stays"
        " non-negative and the error cannot rise.",
        mistakes=[
            ([float(top[k] / below[k]) for k in range(2)], "That is only the factor: multiply the"
             " old entries by it."),
            ([float(h[k] * below[k] / top[k]) for k in range(2)], "The ratio is upside down: the"
             " data term $W^\\top v$ stands above."),
            ([float(x) for x in exact], "That is the unconstrained least-squares solution, not"
             " one multiplicative step (and it may be negative)."),
            ([float(h[k] + top[k] - below[k]) for k in range(2)], "That adds the negative gradient"
             " with step one, which can leave the non-negative region."),
        ],
    )  # fmt: skip


@question("factorisation-held-out-table", "Rank and penalty from held-out ratings", ABOUT,
          skill="read", minutes=3, difficulty=0.2)  # fmt: skip
def held_out(rng: Rng) -> Variant:
    """Read a table of training and held-out errors and choose the setting to ship."""
    ranks, penalties = [2, 8, 32], [0.01, 0.1, 1.0]
    while True:
        best_rank, best_level = int(rng.integers(1, 3)), int(rng.integers(1, 3))
        rows = []
        for at, rank in enumerate(ranks):
            for level, penalty in enumerate(penalties):
                train = 0.95 - 0.13 * at + 0.05 * level + float(rng.uniform(-0.01, 0.01))
                over = 0.09 * at * max(0, best_level - level) + 0.03 * max(0, at - best_rank)
                under = 0.04 * max(0, level - best_level) - 0.04 * min(at, best_rank)
                held = 1.0 + over + under + float(rng.uniform(-0.015, 0.015))
                rows.append((rank, penalty, round(train, 3), round(held, 3)))
        by_held = sorted(rows, key=lambda row: row[3])
        by_train = min(rows, key=lambda row: row[2])
        gap = min(rows, key=lambda row: abs(row[3] - row[2]))
        wrong = {by_train, gap, by_held[1]}
        if by_held[1][3] - by_held[0][3] > 0.004 and by_held[0] not in wrong and len(wrong) == 3:
            break
    best = by_held[0]
    table = "\n".join(f"| {r} | {p:g} | {t:.3f} | {h:.3f} |" for r, p, t, h in rows)

    def name(row: tuple[int, float, float, float]) -> str:
        return f"rank {row[0]}, penalty {row[1]:g}"

    def again() -> str:
        held = np.array([row[3] for row in rows]).reshape(3, 3)
        at, level = np.unravel_index(int(held.argmin()), held.shape)
        return f"rank {ranks[int(at)]}, penalty {penalties[int(level)]:g}"

    return choose(
        rng,
        "A ratings matrix was factorised on 80 % of the observed entries, chosen at random; root"
        " mean squared errors on these and on 10 % held-out entries (10 % more wait for the final"
        " test):\n\n| rank | penalty | training | held out |\n|---|---|---|---|\n"
        f"{table}\n\nWhich setting should be retrained for the final test?",
        name(best),
        [(name(by_train), "It has the lowest training error, which always favours large rank and"
          " small penalty: compare the held-out column."),
         (name(gap), "A small gap between training and held-out error shows underfitting here; the"
          " level of the held-out error decides."),
         (name(by_held[1]), "This is second on the held-out entries; another setting is clearly"
          " lower.")],
        again=again,
        solution=f"The held-out errors decide; the least is {best[3]:.3f} at {name(best)}. Rank"
        " and penalty act together: a large rank is fine with enough penalty.",
    )  # fmt: skip


@question("factorisation-zeros-as-ratings", "What filling with zeros does", ABOUT, skill="diagnose",
          minutes=4, difficulty=0.6)  # fmt: skip
def zeros(rng: Rng) -> Variant:
    """The rank-one fit of a constant ratings block when missing entries are filled with zero."""
    users, items = int(rng.integers(20, 60)) * 10, int(rng.integers(10, 40)) * 10
    density = float(rng.choice([0.02, 0.03, 0.04, 0.05, 0.08, 0.1]))
    mean = round(float(rng.uniform(3.2, 4.3)), 1)
    value = mean * density

    def again() -> float:
        # least squares of one constant on all cells: seen ones at the mean, unseen ones at zero
        cells = users * items
        seen = density * cells
        grid = np.linspace(0, mean, 100001)
        loss = seen * (grid - mean) ** 2 + (cells - seen) * grid**2
        return float(grid[loss.argmin()])

    return number(
        f"A table of {users} users and {items} items has {100 * density:g} % of its cells rated, at"
        f" random places, with the mean rating {mean}. A colleague fills the other cells with 0 and"
        " runs a truncated SVD of rank one; as users and items hardly differ, the fit is nearly"
        " constant. Near which rating are all predictions? Three decimals.",
        value, again=again, tol=0.001,
        solution="Least squares over all cells aims at the mean of the filled table, where zeros"
        f" count as ratings: ${mean} \\cdot {density:g} = {value:.3f}$. Fit the observed cells"
        " only (alternating least squares or weights), or subtract the mean first.",
        mistakes=[
            (mean, "That would be right if only observed cells counted; here the zeros are fitted"
             " as if they were ratings."),
            (mean * math.sqrt(density), "The least-squares constant is the mean of all cells: the"
             " density enters linearly."),
            (mean * (1 - density), "The share of rated cells carries the rating, not the share of"
             " empty ones."),
            (mean / 2, "Rated and empty cells do not weigh the same: weight by their shares."),
        ],
    )  # fmt: skip

"""Classification and regression trees, and what importances they give."""

from __future__ import annotations

import itertools
import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tripos.exam.bank.shown import table
from tripos.exam.makers import choose, number
from tripos.exam.question import Rng, Variant, question

TREES = "decision-trees"
REGRESSION = "regression-trees"
IMPORTANCE = "tree-feature-importance"


def _gini(counts: NDArray[Any]) -> float:
    p = counts / counts.sum()
    return float(1 - (p**2).sum())


def _entropy(counts: NDArray[Any]) -> float:
    p = counts[counts > 0] / counts.sum()
    return float(-(p * np.log2(p)).sum())


@question("trees-impurity-gain", "Gain of a split", TREES, skill="compute", minutes=4)
def impurity_gain(rng: Rng) -> Variant:
    """Gini or entropy gain of a split of three classes."""
    while True:
        left, right = rng.integers(0, 25, 3), rng.integers(0, 25, 3)
        if min(left.sum(), right.sum()) > 8 and abs(int(left.sum() - right.sum())) > 8:
            break
    name = str(rng.choice(["Gini impurity", "entropy (in bits)"]))
    impurity, other = (_gini, _entropy) if name[0] == "G" else (_entropy, _gini)
    both, n = left + right, float((left + right).sum())
    value = impurity(both) - (left.sum() * impurity(left) + right.sum() * impurity(right)) / n
    if value < 0.01:
        return impurity_gain(rng)

    def again() -> float:
        if name[0] == "G":  # sum of squared distances of the class shares from the parent's
            rows = [(side.sum() / n, side / side.sum()) for side in (left, right)]
            return float(sum(w * ((p - both / n) ** 2).sum() for w, p in rows))
        joint = np.array([left, right]) / n  # mutual information of side and class
        product = joint.sum(1, keepdims=True) * joint.sum(0, keepdims=True)
        seen = joint > 0
        return float((joint[seen] * np.log2(joint[seen] / product[seen])).sum())

    plain = impurity(both) - (impurity(left) + impurity(right)) / 2
    swapped = other(both) - (left.sum() * other(left) + right.sum() * other(right)) / n
    return number(
        "A split sends the training examples of a node to" + table(
            ["", "class A", "class B", "class C"], [["left", *left], ["right", *right]])
        + f"By how much does it reduce the {name}? Four decimals.",
        value, again=again, tol=0.0002, digits=5,
        solution=f"Parent {impurity(both):.4f}; left {impurity(left):.4f} with weight"
        f" {left.sum()}/{n:.0f}; right {impurity(right):.4f} with weight {right.sum()}/{n:.0f}."
        f" The reduction is {value:.4f}.",
        mistakes=[
            (plain, "Weight the children by their share of the examples."),
            (swapped, f"That is the gain of the other criterion, not of the {name}."),
            (impurity(both) - impurity(left) - impurity(right), "Take the weighted mean of the"
             " children, not their sum."),
            (impurity(both) - value, "That is the impurity after the split; subtract it from the"
             " parent's."),
        ],
    )  # fmt: skip


@question("trees-criteria-disagree", "Where error and impurity disagree", TREES, skill="choose",
          minutes=5, difficulty=0.7)  # fmt: skip
def criteria_disagree(rng: Rng) -> Variant:
    """Two splits with the same error; Gini tells them apart."""
    n = int(rng.integers(3, 9)) * 10
    draws = rng.integers(0, n + 1, (4000, 2, 2))  # draw, split, class: examples on the left
    gap = np.abs(draws[..., 0] - draws[..., 1])  # the error is n minus this
    total = draws.sum(-1)
    fine = (gap[:, 0] == gap[:, 1]) & (gap[:, 0] > n / 10)
    fine &= ((total >= 5) & (total <= 2 * n - 5)).all(1)
    for cells in draws[fine]:
        sides = [(cell, n - cell) for cell in cells]
        gini = [sum(s.sum() * _gini(s) for s in pair) / (2 * n) for pair in sides]
        if abs(gini[0] - gini[1]) > 0.02:
            break
    lost = n - abs(int(cells[0][0] - cells[0][1]))
    better = int(np.argmin(gini))
    texts = [f"split {name}: Gini prefers it, the error rate sees no difference" for name in "XY"]

    def again() -> str:
        # least Gini is least total p(1-p), twice over
        cost = [sum(s[0] * s[1] / s.sum() for s in pair) for pair in sides]
        return texts[int(cost[1] < cost[0])]

    rows = [[name, f"{pair[0][0]} / {pair[0][1]}", f"{pair[1][0]} / {pair[1][1]}"]
            for name, pair in zip("XY", sides, strict=True)]  # fmt: skip
    return choose(
        rng, f"A node holds {n} examples of each of two classes. Two splits are candidates (first"
        " class / second class):" + table(["split", "left", "right"], rows)
        + "Which one do Gini impurity and misclassification error choose?",
        texts[better],
        [(texts[1 - better], "Compute the weighted Gini of both: strict concavity rewards the"
          " purer children."),
         ("both criteria prefer split X", "The numbers of misclassified examples are equal: count"
          " the minority of each child."),
         ("both criteria prefer split Y", "The numbers of misclassified examples are equal: count"
          " the minority of each child."),
         ("neither criterion sees a difference", "The error does not, but Gini is strictly"
          " concave.")],
        again=again,
        solution=f"Both splits misclassify {lost} of {2 * n}. Weighted Gini: X {gini[0]:.4f}, Y"
        f" {gini[1]:.4f}. Gini chooses split {'XY'[better]}; error is piecewise linear and"
        " indifferent.",
    )  # fmt: skip


@question("trees-best-threshold", "The best threshold", TREES, skill="compute", minutes=4,
          difficulty=0.2)  # fmt: skip
def best_threshold(rng: Rng) -> Variant:
    """Find the split of eight sorted examples that minimises weighted Gini."""
    while True:
        x = np.cumsum(rng.integers(1, 5, 8))
        y = rng.integers(0, 2, 8)
        costs = []
        for cut in range(1, 8):
            parts = [np.bincount(part, minlength=2) for part in (y[:cut], y[cut:])]
            costs.append(sum(float(c.sum()) * _gini(c) for c in parts) / 8)
        ranked = sorted(costs)
        if 2 < y.sum() < 6 and ranked[1] - ranked[0] > 0.01:
            break
    at = int(np.argmin(costs)) + 1
    value = (x[at - 1] + x[at]) / 2

    def again() -> float:
        # least Gini is the largest squared difference of means, weighted by both sizes
        gains = [c * (8 - c) * float(y[:c].mean() - y[c:].mean()) ** 2 for c in range(1, 8)]
        cut = int(np.argmax(gains)) + 1
        return float(x[cut - 1] + x[cut]) / 2

    worst = int(np.argsort(costs)[1]) + 1
    return number(
        "A tree splits one feature of eight examples at the midpoint between two neighbours so that"
        " the weighted Gini impurity is least:" + table(
            ["x", *map(str, x)], [["y", *map(str, y)]]) + "Where does it split?",
        value, again=again, tol=0.01, rel=0.0,
        solution=f"Of the seven cuts the one between {x[at - 1]} and {x[at]} has the least weighted"
        f" Gini, {ranked[0]:.4f} (next {ranked[1]:.4f}): split at {value:g}.",
        mistakes=[
            (float(x[worst - 1] + x[worst]) / 2, "That cut is only second: compute the weighted"
             " impurity of both children for each cut."),
            (float(np.median(x)), "The median balances the sizes; impurity decides."),
            (float(x[at - 1]), "Take the midpoint between the two neighbours."),
            (float(x.mean()), "The mean of the feature ignores the labels."),
        ],
    )  # fmt: skip


@question("regression-tree-gain", "Variance reduction", REGRESSION, skill="compute", minutes=4)
def variance_reduction(rng: Rng) -> Variant:
    """The drop of the residual sum of squares by a split."""
    cut = int(rng.integers(2, 5))
    while True:
        y = rng.integers(0, 21, 6)
        a, b = y[:cut], y[cut:]
        if abs(float(a.mean() - b.mean())) > 2:
            break
    value = float(((y - y.mean()) ** 2).sum() - ((a - a.mean()) ** 2).sum()
                  - ((b - b.mean()) ** 2).sum())  # fmt: skip

    def again() -> float:
        return len(a) * len(b) / 6 * float(a.mean() - b.mean()) ** 2

    return number(
        f"A node of a regression tree holds the targets {', '.join(map(str, y))}; a split sends the"
        f" first {cut} to the left and the others to the right. By how much does the residual sum"
        " of squares fall? Two decimals.",
        value, again=again, tol=0.006,
        solution=f"The means are {y.mean():.3f}, {a.mean():.3f} and {b.mean():.3f}. The drop is"
        f" $\\frac{{n_L n_R}}{{n}}(\\bar y_L - \\bar y_R)^2 = \\frac{{{len(a)} \\cdot {len(b)}}}"
        f"{{6}}({a.mean() - b.mean():.3f})^2 = {value:.3f}$.",
        mistakes=[
            (value / 6, "That is the drop of the mean squared error; asked is the sum."),
            (float(((y - y.mean()) ** 2).sum()) - value, "That is what is left after the split."),
            (float((a.mean() - b.mean()) ** 2), "Weight the squared difference of the means with"
             " $n_L n_R/n$."),
            (float(y.var() - (a.var() + b.var()) / 2), "Weight the children by their sizes."),
        ],
    )  # fmt: skip


@question("regression-tree-extrapolates", "Beyond the training range", REGRESSION,
          skill="diagnose", minutes=3, difficulty=0.2)  # fmt: skip
def extrapolates(rng: Rng) -> Variant:
    """How far a tree's prediction is from a linear trend outside the data."""
    slope, start = int(rng.integers(3, 15)), int(rng.integers(20, 80))
    last, leaf, ahead = int(rng.integers(20, 40)), int(rng.integers(2, 7)), int(rng.integers(3, 15))
    truth = start + slope * (last + ahead)
    centre = last - (leaf - 1) / 2
    value = slope * (last + ahead) - slope * centre

    def again() -> float:
        held = [start + slope * t for t in range(last - leaf + 1, last + 1)]
        return float(truth - np.mean(held))

    return number(
        f"Monthly sales follow exactly $y_t = {start} + {slope}t$ for $t = 1, \\ldots, {last}$. A"
        f" regression tree on $t$ has a last leaf that holds the {leaf} latest months. By how much"
        f" does it predict too little for month {last + ahead} if the trend goes on?",
        value, again=again,
        solution=f"Beyond the data the tree repeats the mean of its last leaf, the trend at $t ="
        f" {centre:g}$. The trend at {last + ahead} is higher by ${slope} \\cdot"
        f" {last + ahead - centre:g} = {value:g}$. Model the differences, or detrend, instead.",
        mistakes=[
            (0.0, "A tree does not continue a trend: it is constant beyond its last split."),
            (float(slope * ahead), "The leaf predicts the mean of its months, not the last month."),
            (float(slope * (ahead + leaf)), "The mean of the leaf lies half its width back, not its"
             " whole width."),
        ],
    )  # fmt: skip


@question("regression-tree-pruning", "Cost-complexity pruning", REGRESSION, skill="derive",
          minutes=5, difficulty=0.6)  # fmt: skip
def pruning(rng: Rng) -> Variant:
    """The penalty per leaf at which the first branch is pruned."""
    while True:
        a, b, c = (int(v) for v in rng.integers(5, 60, 3))
        d = a + b + int(rng.integers(5, 60))
        root = d + c + int(rng.integers(20, 150))
        first, second = float(d - a - b), (root - (a + b + c)) / 2
        if abs(first - second) > 1.5:
            break
    value = min(first, second)

    def again() -> float:
        fits = [(a + b + c, 3), (d + c, 2), (root, 1)]
        meets = [(cost - fits[0][0]) / (3 - leaves) for cost, leaves in fits[1:]]
        grid = np.arange(0, max(meets) + 1, 0.5)
        for alpha in grid:
            costs = [cost + alpha * leaves for cost, leaves in fits]
            if min(costs[1:]) <= costs[0]:
                return float(alpha)
        return math.nan

    rows = [["root", root, ""], ["left child (split)", d, "root"],
            ["leaf 1", a, "left child"], ["leaf 2", b, "left child"],
            ["leaf 3 (right child)", c, "root"]]  # fmt: skip
    return number(
        "A grown regression tree with the residual sums of squares of its nodes (each as if it were"
        " a leaf):" + table(["node", "RSS", "parent"], rows)
        + "Cost-complexity pruning minimises RSS $+ \\alpha$ times the number of leaves over the"
        " pruned trees. From which $\\alpha$ on is the whole tree of three leaves no longer best?",
        value, again=again,
        solution=f"Undoing the left split costs {d} - {a + b} = {first:g} for one leaf. Cutting at"
        f" the root costs {root} - {a + b + c} for two leaves, {second:g} each. The weakest link"
        f" is the smaller: $\\alpha = {value:g}$.",
        mistakes=[
            (max(first, second), "The branch with the **smaller** gain per leaf goes first."),
            (float(root - a - b - c), "Divide by the number of leaves saved."),
            (first + second, "The branches are compared, not added."),
            (float(root - d - c), "Cutting at the root removes the left split as well: compare with"
             " the three leaves."),
        ],
    )  # fmt: skip


@question("importance-impurity", "Impurity importance from a tree", IMPORTANCE, skill="compute",
          minutes=5)  # fmt: skip
def impurity_importance(rng: Rng) -> Variant:
    """Normalised impurity importance of a feature that is used twice."""
    n = int(rng.integers(3, 9)) * 100
    left = int(n * rng.integers(3, 7) / 10)
    deep = int(left * rng.integers(3, 8) / 10)
    drops = [int(v) / 100 for v in rng.integers(4, 20, 3)]
    nodes = [("root", "A", n, drops[0]), ("left child", "B", left, drops[1]),
             ("left-left", "A", deep, drops[2])]  # fmt: skip
    gain = {f: sum(size * d for _, g, size, d in nodes if g == f) / n for f in "AB"}
    value = gain["A"] / (gain["A"] + gain["B"])

    def again() -> float:
        return 1 - left * drops[1] / float(np.dot([n, left, deep], drops))

    return number(
        "A classification tree has three splits:" + table(
            ["node", "feature", "examples", "impurity minus weighted impurity of its children"],
            nodes) + "What is the impurity importance (mean decrease in impurity) of feature A,"
        " normalised so that all importances sum to 1? Three decimals.",
        value, again=again, tol=0.001,
        solution=f"Weight each drop with the node's share of the {n} examples: A gets"
        f" {gain['A']:.4f}, B gets {gain['B']:.4f}; A's share is {value:.4f}.",
        mistakes=[
            ((drops[0] + drops[2]) / sum(drops), "Weight each drop with the share of the examples"
             " that reach the node."),
            (gain["A"], "Normalise by the sum over all features."),
            (n * drops[0] / (n * drops[0] + left * drops[1]), "Feature A splits twice: add both"
             " nodes."),
            (2 / 3, "Importance is not the number of splits: the drops count."),
        ],
    )  # fmt: skip


@question("importance-duplicates", "Permutation importance of twins", IMPORTANCE, skill="derive",
          minutes=6, difficulty=0.9)  # fmt: skip
def duplicates(rng: Rng) -> Variant:
    """Permutation importance when a feature has an exact copy."""
    b, copies = int(rng.integers(2, 9)), int(rng.integers(2, 6))
    var = int(rng.integers(1, 7))
    value = 2 * (b / copies) ** 2 * var

    def again() -> float:
        x = np.array([-1.0, 1.0]) * math.sqrt(var)
        risk = 0.0
        for one, other in itertools.product(x, x):  # x itself and its independent replacement
            guess = b / copies * ((copies - 1) * one + other)
            risk += (b * one - guess) ** 2 / 4
        return risk

    return number(
        f"$y = {b}x + \\epsilon$ with $Var(x) = {var}$. The data hold {copies} identical columns of"
        f" $x$ and a fitted ensemble spreads the effect evenly: $\\hat f ="
        f" \\frac{{{b}}}{{{copies}}}\\sum_j x_j$. What is the expected permutation importance of"
        " **one** of the columns, the increase of the mean squared error when it is replaced by an"
        " independent draw from its distribution?",
        value, again=again,
        solution=f"Permuting changes the prediction by $\\frac{{{b}}}{{{copies}}}(x' - x)$, and"
        f" $E(x' - x)^2 = 2 Var(x)$: $2 \\cdot ({b}/{copies})^2 \\cdot {var} = {value:.4f}$."
        f" Without copies it would be {2 * b * b * var}: sharing divides it by"
        f" {copies**2}, so twins hide one another.",
        mistakes=[
            (2.0 * b * b * var, "That is the importance without copies; here the other columns"
             " still carry the signal."),
            (2.0 * b * b * var / copies, "The effect on predictions shrinks by the number of"
             " copies, on squared error by its square."),
            (value / 2, "The difference of two independent draws has twice the variance."),
            (0.0, "The model uses the column, so its predictions change although the information"
             " is elsewhere too."),
        ],
    )  # fmt: skip


@question("importance-many-values", "Why identifiers look important", IMPORTANCE, skill="diagnose",
          minutes=4, difficulty=0.5)  # fmt: skip
def many_values(rng: Rng) -> Variant:
    """Spurious impurity gain by a category of singletons, and binary splits on levels."""
    levels = int(rng.integers(4, 12))
    value = 2 ** (levels - 1) - 1
    flag = int(rng.integers(2, 9))

    def again() -> float:
        rest = range(1, levels)
        halves = {frozenset((0, *part)) for size in range(levels)
                  for part in itertools.combinations(rest, size)}  # fmt: skip
        return len(halves) - 1  # the whole set is no split

    return number(
        f"A tree considers all binary splits of the levels of a category with {levels} levels, and"
        f" {flag} binary flags. None has to do with the label. How many different splits does the"
        " category offer (one reason why impurity importance favours it over the flags)?",
        value, again=again, tol=0, rel=0,
        solution=f"Each level goes left or right, $2^{{{levels}}}$ ways; mirrored ways are the same"
        f" and the empty side is none: $2^{{{levels - 1}}} - 1 = {value}$. A flag offers one. The"
        " maximum of many chance gains is large; permutation on held-out data is not fooled.",
        mistakes=[
            (float(2**levels), "Left and right are interchangeable, and an empty side is no"
             " split."),
            (float(2 ** (levels - 1)), "The split with an empty side does not count."),
            (float(levels - 1), "That holds for ordered values; levels can be grouped at will."),
            (float(levels), "That counts only splits of one level against the others."),
        ],
    )  # fmt: skip

"""Empirical risk, inductive bias, and sample complexity of finite classes."""

from __future__ import annotations

import itertools
import math

import numpy as np

from tripos.exam.bank.shown import table
from tripos.exam.makers import choose, interval, matrix, number
from tripos.exam.question import Rng, Variant, question

ERM = "empirical-risk-minimisation"
LUNCH = "inductive-bias-no-free-lunch"
PAC = "pac-learning"
AGNOSTIC = "agnostic-pac-uniform-convergence"


@question("erm-memoriser", "A class on which it overfits", ERM, skill="derive", minutes=4,
          difficulty=0.4)  # fmt: skip
def memoriser(rng: Rng) -> Variant:
    """The expected risk of a memoriser whose empirical risk is zero."""
    cells, n = int(rng.integers(5, 60)), int(rng.integers(4, 50))
    share = int(rng.integers(2, 10)) / 10
    value = share * (1 - 1 / cells) ** n

    def again() -> float:
        seen = np.zeros(cells + 1)  # distribution of the number of different points seen
        seen[0] = 1.0
        for _ in range(n):
            old = np.arange(cells + 1) / cells
            seen = seen * old + np.append(0.0, (seen * (1 - old))[:-1])
        return float(share * (1 - seen @ np.arange(cells + 1) / cells))

    return number(
        f"Inputs are uniform on {cells} points; a fixed unknown share {share:g} of the points has"
        f" label 1, the rest 0, without noise. From {n} independent examples a learner picks the"
        " hypothesis that gives each seen point its label and every other point 0. Its empirical"
        " risk is 0. What is its expected true risk (0-1 loss)? Three decimals.",
        value, again=again, tol=0.001,
        solution=f"It errs on points of label 1 that were never drawn: ${share:g} \\cdot (1 -"
        f" 1/{cells})^{{{n}}} = {value:.4f}$. Empirical risk says nothing about them: the class of"
        " all functions is too rich.",
        mistakes=[
            (0.0, "That is the empirical risk; the hypothesis errs on unseen points."),
            ((1 - 1 / cells) ** n, "On unseen points of label 0 the default is right."),
            (share * max(0.0, 1 - n / cells), "Examples are drawn with replacement."),
            (share, "Seen points are predicted correctly."),
        ],
    )  # fmt: skip


@question("erm-threshold-fit", "Minimise the empirical risk", ERM, skill="compute", minutes=4)
def threshold_fit(rng: Rng) -> Variant:
    """The least empirical risk over rays of either direction."""
    while True:
        x = np.cumsum(rng.integers(1, 6, 9))
        y = rng.integers(0, 2, 9)
        up = [int((y[:c] == 1).sum() + (y[c:] == 0).sum()) for c in range(10)]
        best, flipped = min(up), min(9 - v for v in up)
        if best != flipped and min(best, flipped) >= 1 and 2 < y.sum() < 7:
            break
    value = best / 9

    def again() -> float:
        cuts = [-1.0, *(x + 0.5).tolist()]
        return min(float(((x >= t).astype(int) != y).mean()) for t in cuts)

    both = min(best, flipped) / 9
    return number(
        "What is the least empirical risk (0-1 loss) over the class $\\{x \\mapsto 1[x \\ge t] : t"
        " \\in R\\}$ on this sample? Three decimals."
        + table(["x", *map(str, x)], [["y", *map(str, y)]]),
        value, again=again, tol=0.001,
        solution=f"Errors for the ten places of $t$, from left to right: {', '.join(map(str, up))}."
        f" The least is {best} of 9, {value:.4f}.",
        mistakes=[
            (both, "Only rays to the right belong to the class: 1 stands on the side of large"
             " $x$."),
            (0.0, "No threshold fits this sample without error."),
            (float(best), "Risk is the share of errors."),
            (float(min(y.sum(), 9 - y.sum())) / 9, "That is the best constant; thresholds can do"
             " better."),
        ],
    )  # fmt: skip


@question("erm-excess-risk", "What the minimiser loses", ERM, skill="read", minutes=3)
def excess_risk(rng: Rng) -> Variant:
    """The excess risk of the empirical minimiser over the best in class."""
    n = int(rng.choice([20, 25, 40, 50]))
    while True:
        wrong = rng.choice(np.arange(1, n // 2), 5, replace=False)
        risk = np.clip(wrong / n + rng.integers(-8, 15, 5) / 100, 0.02, 0.6)
        pick, best = int(wrong.argmin()), int(risk.argmin())
        if risk[pick] > risk[best] + 0.004 and len(set(np.round(risk, 3).tolist())) == 5:
            break
    value = float(risk[pick] - risk[best])

    def again() -> float:
        rows = sorted(zip(wrong, risk, strict=True))
        return float(rows[0][1]) - min(float(r) for _, r in rows)

    rows = [[f"h{k + 1}", w, f"{r:.3f}"] for k, (w, r) in enumerate(zip(wrong, risk, strict=True))]
    return number(
        f"A class of five hypotheses, {n} examples; the true risks are known to us only:"
        + table(["hypothesis", "errors on the sample", "true risk"], rows)
        + "By how much does the true risk of the empirical risk minimiser exceed the best risk in"
        " the class?",
        value, again=again, tol=0.0006,
        solution=f"The minimiser is h{pick + 1} with true risk {risk[pick]:.3f}; the best is"
        f" h{best + 1} with {risk[best]:.3f}. Estimation error: {value:.3f}.",
        mistakes=[
            (float(risk[pick]), "Subtract the best risk in the class."),
            (float(risk[pick] - wrong[pick] / n), "That is the gap between true and empirical risk"
             " of one hypothesis."),
            (0.0, "The minimiser on the sample is not the best in truth."),
            (float(risk[best] - wrong[best] / n), "Compare true risks with one another."),
        ],
    )  # fmt: skip


@question("lunch-average-error", "No free lunch, exactly", LUNCH, skill="derive", minutes=5,
          difficulty=0.6)  # fmt: skip
def average_error(rng: Rng) -> Variant:
    """The error of any learner averaged over all labellings of a small domain."""
    cells, classes = int(rng.integers(3, 30)), int(rng.integers(2, 6))
    n = int(rng.integers(2, 40))
    value = (1 - 1 / classes) * (1 - 1 / cells) ** n

    def again() -> float:
        unseen = float(cells)
        for _ in range(n):  # each draw hits an unseen point with the present share
            unseen -= unseen / cells
        wrong = sum(a != b for a, b in itertools.product(range(classes), repeat=2)) / classes**2
        return unseen / cells * wrong

    return number(
        f"A domain has {cells} points with the uniform distribution; the true function into"
        f" {classes} classes is drawn uniformly from **all** such functions. A learner sees {n}"
        " independent noise-free examples and gets every seen point right. What is its expected"
        " error on a new draw from the same distribution, whatever rule it uses for unseen points?"
        " Four decimals.",
        value, again=again, tol=0.0002, digits=6,
        solution=f"A new point is unseen with probability $(1 - 1/{cells})^{{{n}}} ="
        f" {(1 - 1 / cells) ** n:.5f}$; there its label is uniform given the sample, so any rule"
        f" errs with $1 - 1/{classes}$: {value:.5f}. Only assumptions on the function help.",
        mistakes=[
            (1 - 1 / classes, "Seen points are predicted correctly."),
            ((1 - 1 / cells) ** n, "On unseen points a guess is right with probability one over"
             " the number of classes."),
            ((1 - 1 / cells) ** n / classes, "That is the chance of being right by luck."),
        ],
    )  # fmt: skip


@question("lunch-decomposition", "Approximation against estimation", LUNCH, skill="choose",
          minutes=4)  # fmt: skip
def decomposition(rng: Rng) -> Variant:
    """Split the risks of fitted classes; say where the rest comes from."""
    bayes = int(rng.integers(2, 12)) / 100
    while True:
        approx = np.sort(rng.choice(np.arange(1, 30), 3, replace=False))[::-1] / 100
        est = np.sort(rng.choice(np.arange(1, 30), 3, replace=False)) / 100
        total = np.round(bayes + approx + est, 2)
        if len(set(total.tolist())) == 3 and total.max() < 0.6:
            break
    at = int(rng.integers(3))
    right = [float(approx[at]), float(est[at])]
    names = ["linear", "quadratic", "degree 8"]

    def again() -> list[float]:
        best = round(bayes + float(approx[at]), 2)
        return [best - bayes, float(total[at]) - best]

    rows = [[n, f"{bayes + a:.2f}", f"{t:.2f}"]
            for n, a, t in zip(names, approx, total, strict=True)]  # fmt: skip
    return matrix(
        f"The Bayes risk is {bayes:.2f}. For three classes:" + table(
            ["class", "least risk in the class", "expected risk of the fitted hypothesis"], rows)
        + f"Give the approximation error (excess over the Bayes risk) and the estimation error of"
        f" the {names[at]} class.",
        right, again=again, digits=4, tol=0.0006,
        solution=f"Approximation: {bayes + approx[at]:.2f} - {bayes:.2f} = {approx[at]:.2f};"
        f" estimation: {total[at]:.2f} - {bayes + approx[at]:.2f} = {est[at]:.2f}. A richer class"
        " lowers the first and raises the second.",
        mistakes=[
            ([right[1], right[0]], "Approximation error is of the class, estimation error of the"
             " finite sample; they are swapped."),
            ([bayes + right[0], right[1]], "Subtract the Bayes risk, which no class removes."),
            ([right[0], float(total[at]) - bayes], "Estimation error counts from the best in the"
             " class."),
        ],
    )  # fmt: skip


@question("pac-finite-class", "Sample complexity of a finite class", PAC, skill="derive",
          minutes=4)  # fmt: skip
def finite_class(rng: Rng) -> Variant:
    """Examples that suffice for conjunctions or other counted classes."""
    d = int(rng.integers(4, 25))
    eps, delta = int(rng.integers(1, 16)) / 100, float(rng.choice([0.01, 0.05, 0.1]))
    name, size = [
        (
            f"conjunctions of literals over {d} Boolean variables (each variable plain, negated or"
            " absent, and the constant false)",
            3**d + 1,
        ),
        (f"monotone conjunctions over {d} Boolean variables (including the empty one)", 2**d),
        (f"parities of subsets of {d} bits (including the empty one)", 2**d),
        (f"hypotheses given by {d} bits of program text", 2**d),
    ][int(rng.integers(4))]
    exact = (math.log(size) + math.log(1 / delta)) / eps
    value = math.ceil(exact)

    def again() -> int:
        m = max(1, value - 50)
        while math.log(size) - eps * m > math.log(delta):
            m += 1
        return m

    return number(
        f"The class holds all {name}; labels are realisable. How many examples suffice, by $|H|"
        f" e^{{-\\epsilon m}} \\le \\delta$, for every consistent hypothesis to have risk at most"
        f" $\\epsilon = {eps:g}$ with probability at least {1 - delta:g}?",
        value, again=again, rel=0.0, tol=1,
        solution=f"A hypothesis of risk above $\\epsilon$ survives $m$ examples with probability at"
        f" most $(1-\\epsilon)^m \\le e^{{-\\epsilon m}}$; union bound. $\\log |H| ="
        f" {math.log(size):.3f}$, so $m \\ge ({math.log(size):.3f} + {math.log(1 / delta):.3f})/"
        f"{eps:g} = {exact:.1f}$: {value}.",
        mistakes=[
            (math.ceil(math.log(1 / delta) / eps), "The union over the class is missing."),
            (math.ceil((math.log(size) + math.log(1 / delta)) / eps**2 / 2), "$1/\\epsilon^2$"
             " belongs to the agnostic case."),
            (math.ceil((math.log2(size) + math.log2(1 / delta)) / eps), "Use natural logarithms:"
             " the bound is exponential in base $e$."),
            (math.ceil((size if size < 1e9 else 1e9) / eps), "The size of the class enters through"
             " its logarithm."),
        ],
    )  # fmt: skip


@question("pac-interval-learner", "A learner for intervals", PAC, skill="derive", minutes=6,
          difficulty=0.9)  # fmt: skip
def interval_learner(rng: Rng) -> Variant:
    """Least sample size by the two-tails argument for rectangles in d dimensions."""
    d = int(rng.integers(1, 5))
    eps, delta = int(rng.integers(2, 21)) / 100, float(rng.choice([0.01, 0.02, 0.05, 0.1]))
    sides = 2 * d
    exact = math.log(sides / delta) / -math.log(1 - eps / sides)
    value = math.ceil(exact)

    def again() -> int:
        m, left = 0, 1.0
        while sides * left > delta:
            m, left = m + 1, left * (1 - eps / sides)
        return m

    shape = "intervals of the real line" if d == 1 else f"axis-parallel boxes in $R^{d}$"
    return number(
        f"Positive examples of an unknown target from the class of {shape} are enclosed by the"
        " smallest member of the class. Bound the probability that the risk exceeds $\\epsilon$ by"
        " putting a strip of probability $\\epsilon$ over the number of faces at each face and a"
        " union bound, with the exact $(1 - p)^m$, not its exponential bound. How many examples"
        f" does this give for $\\epsilon = {eps:g}$, $\\delta = {delta:g}$?",
        value, again=again, rel=0.0, tol=1,
        solution=f"There are {sides} faces. The risk exceeds $\\epsilon$ only if some strip has no"
        f" example: ${sides}(1 - {eps:g}/{sides})^m \\le {delta:g}$, so $m \\ge {exact:.2f}$:"
        f" {value}.",
        mistakes=[
            (math.ceil(math.log(1 / delta) / -math.log(1 - eps)), "That is one strip: the union"
             " bound over the faces is missing."),
            (math.ceil(math.log(d / delta) / -math.log(1 - eps / d)), "Each dimension has two"
             " faces."),
            (math.ceil(math.log(1 / delta) / -math.log(1 - eps / sides)), "The union bound"
             " multiplies by the number of faces."),
        ],
    )  # fmt: skip


@question("pac-definition", "What PAC promises", PAC, skill="diagnose", minutes=3, difficulty=0.3)
def definition(rng: Rng) -> Variant:
    """Which statement follows from a PAC guarantee with given numbers."""
    eps, delta = int(rng.integers(2, 15)), int(rng.integers(1, 10))
    if eps == delta:
        eps += 1
    m = int(rng.integers(3, 90)) * 10
    # (share of samples at least, risk at most, for every distribution)
    texts = {
        f"for every distribution, at least {100 - delta} % of the samples of size {m} lead to a"
        f" risk of at most {eps} %": (100 - delta, eps, True),
        f"for every distribution, at least {100 - eps} % of the samples of size {m} lead to a"
        f" risk of at most {delta} %": (100 - eps, delta, True),
        f"for every distribution, all samples of size {m} lead to a risk of at most {eps} %": (
            100,
            eps,
            True,
        ),
        f"for the uniform distribution only, at least {100 - delta} % of the samples of size {m}"
        f" lead to a risk of at most {eps} %": (100 - delta, eps, False),
    }
    said = [
        "Accuracy and confidence are swapped: $\\epsilon$ bounds the risk, $\\delta$ the share of"
        " bad samples.",
        "A bad sample can always be drawn: the promise holds with probability $1 - \\delta$.",
        "The same $m$ must serve every distribution: PAC is free of distributional assumptions.",
    ]
    right = next(iter(texts))

    def again() -> str:
        wanted = (100 * (1 - delta / 100), 100 * (eps / 100), True)
        return min(texts, key=lambda t: abs(texts[t][0] - wanted[0]) + abs(texts[t][1] - wanted[1])
                   + (texts[t][2] != wanted[2]))  # fmt: skip

    return choose(
        rng, f"In the realisable case a class is PAC-learned with the sample complexity"
        f" $m(\\epsilon, \\delta)$, and $m({eps / 100:g}, {delta / 100:g}) = {m}$. What is"
        " promised?",
        right, list(zip(list(texts)[1:], said, strict=True)), again=again,
        solution="For every distribution and every target in the class, with probability at least"
        f" $1 - \\delta$ over the sample the risk is at most $\\epsilon$: {right}.",
    )  # fmt: skip


@question("agnostic-sample-size", "Agnostic sample complexity", AGNOSTIC, skill="derive",
          minutes=4)  # fmt: skip
def sample_size(rng: Rng) -> Variant:
    """Examples for excess risk epsilon by Hoeffding and a union bound."""
    size = int(rng.choice([50, 100, 500, 1000, 5000, 10**6]))
    eps, delta = int(rng.integers(2, 16)) / 100, float(rng.choice([0.01, 0.05, 0.1]))
    exact = 2 * math.log(2 * size / delta) / eps**2
    value = math.ceil(exact)

    def again() -> int:
        low, high = 1, 10**8
        while low < high:
            m = (low + high) // 2
            fails = math.log(2 * size) - 2 * m * (eps / 2) ** 2
            low, high = (low, m) if fails <= math.log(delta) else (m + 1, high)
        return low

    return number(
        f"A class has {size} hypotheses, losses lie in $[0, 1]$, and no hypothesis need be"
        " right everywhere. By two-sided Hoeffding bounds and a union bound, how many examples"
        " suffice so that with"
        f" probability at least {1 - delta:g} the empirical risk minimiser's risk exceeds the"
        f" best in the class by at most $\\epsilon = {eps:g}$?",
        value, again=again, rel=0.0, tol=1,
        solution=f"Every empirical risk must be within $\\epsilon/2$ of the truth: $2|H|e^{{-2m"
        f"(\\epsilon/2)^2}} \\le \\delta$, so $m \\ge 2\\log(2|H|/\\delta)/\\epsilon^2 ="
        f" {exact:.1f}$: {value}.",
        mistakes=[
            (math.ceil(exact / 4), "For excess risk $\\epsilon$ each risk must be within"
             " $\\epsilon/2$: the deviation enters squared."),
            (math.ceil(math.log(size / delta) / eps), "That is the realisable rate"
             " $1/\\epsilon$."),
            (math.ceil(2 * math.log(2 / delta) / eps**2), "The union bound over the class is"
             " missing."),
            (math.ceil(2 * math.log(size / delta) / eps**2), "Two-sided deviations need the factor"
             " 2 inside the logarithm."),
        ],
    )  # fmt: skip


@question("agnostic-band", "A band around every hypothesis", AGNOSTIC, skill="compute", minutes=4)
def band(rng: Rng) -> Variant:
    """The uniform confidence band of the chosen model's risk."""
    models, n = int(rng.integers(5, 200)), int(rng.integers(4, 40)) * 100
    delta, seen = float(rng.choice([0.01, 0.05, 0.1])), int(rng.integers(8, 30)) / 100
    half = math.sqrt(math.log(2 * models / delta) / (2 * n))

    def again() -> tuple[float, float]:
        low, high = 0.0, 2.0
        for _ in range(80):
            t = (low + high) / 2
            low, high = (t, high) if 2 * models * math.exp(-2 * n * t * t) > delta else (low, t)
        return seen - low, seen + low

    single = math.sqrt(math.log(2 / delta) / (2 * n))
    narrow = math.sqrt(math.log(models / delta) / (2 * n))
    return interval(
        f"Out of {models} fixed models the one with the least error on {n} validation cases is"
        f" chosen; that error is {seen:g}. Give the {100 * (1 - delta):g} % confidence interval of"
        " its true error by two-sided Hoeffding bounds and a union bound. Four decimals.",
        seen - half, seen + half, again=again,
        solution=f"$2 \\cdot {models} e^{{-2 \\cdot {n} t^2}} = {delta:g}$ gives $t ="
        f" \\sqrt{{\\log(2 \\cdot {models}/{delta:g})/(2 \\cdot {n})}} = {half:.4f}$:"
        f" {seen - half:.4f} to {seen + half:.4f}.",
        mistakes=[
            ((seen - single, seen + single), "The model was chosen on these cases: the bound must"
             " hold for all models at once."),
            ((seen - narrow, seen + narrow), "Two sides: $2|H|$ events."),
            ((seen - half * math.sqrt(2), seen + half * math.sqrt(2)), "Hoeffding has $e^{-2nt^2}$"
             " for losses in $[0, 1]$."),
        ],
    )  # fmt: skip

"""Single metrics to optimise, and slices."""

from __future__ import annotations

import math

import numpy as np

from tripos.exam.bank.scenes import Scene, Verdict, judged
from tripos.exam.bank.shown import table
from tripos.exam.makers import choose, interval, matrix, number
from tripos.exam.question import Rng, Variant, question

DESIGN = "evaluation-metric-design"
SLICES = "slice-evaluation"


@question("design-satisficing", "Optimise one metric, satisfy the others", DESIGN, skill="choose",
          minutes=3)  # fmt: skip
def satisficing(rng: Rng) -> Variant:
    """The best model among those that satisfy the constraints."""
    while True:
        acc = rng.choice(np.arange(880, 980), 5, replace=False) / 10
        late, size = rng.integers(20, 300, 5), rng.integers(20, 500, 5)
        most, room = int(rng.integers(8, 20)) * 10, int(rng.integers(10, 40)) * 10
        fine = (late <= most) & (size <= room)
        if fine.sum() == 2 and not fine[acc.argmax()]:
            break
    at = int(np.where(fine, acc, 0).argmax())
    texts = [f"model {name}" for name in "ABCDE"]

    def again() -> str:
        ranked = sorted(zip(acc, late, size, texts, strict=True), reverse=True)
        return next(text for _, slow, big, text in ranked if slow <= most and big <= room)

    def said(k: int) -> str:
        if fine[k]:
            return "It satisfies both limits, but another such model is more accurate."
        broken = "latency" if late[k] > most else "memory"
        return f"It breaks the limit on {broken}. A satisficing metric is a hard limit."

    rows = list(zip("ABCDE", acc, late, size, strict=True))
    return choose(
        rng, f"A team agreed: accuracy is optimised, subject to a 99th-percentile latency of at"
        f" most {most} ms and a size of at most {room} MB."
        + table(["model", "accuracy (%)", "latency p99 (ms)", "size (MB)"], rows)
        + "Which model should ship?",
        texts[at], [(texts[k], said(k)) for k in range(5) if k != at], again=again,
        solution=f"Within both limits: {', '.join(texts[k] for k in np.flatnonzero(fine))}. The"
        f" more accurate of them is {texts[at]}.",
    )  # fmt: skip


_DESIGNS = {
    "weight": Verdict("reweight the metric so that the costly errors count more", "costly",
                      "Reweighting helps where errors differ in cost and the metric ignores it."),
    "data": Verdict("replace the evaluation data by data like those in use", "moved",
                    "New evaluation data help where the old ones no longer look like use."),
    "constraint": Verdict("turn the side condition into a limit that must hold", "limit",
                          "A hard limit fits a side condition that only needs to be good enough."),
    "worst": Verdict("report the metric on the worst slice beside the mean", "slice",
                     "A worst-slice metric fits where a mean hides a group that is served badly."),
    "keep": Verdict("keep metric and data, and improve the model", "fine",
                    "Metric and data would only stay if they ranked models as the users do."),
}  # fmt: skip
_DESIGN_SCENES = [
    Scene("Classifier A has 3 % error and B 5 %, but A now and then shows gory pictures to"
          " children; everybody prefers B.", "costly", "weight",
          "All errors count the same although some are far worse."),
    Scene("A translation model with the best score mistranslates dosages; reviewers call these"
          " errors a hundred times as bad as others.", "costly", "weight",
          "The metric ranks models against the judgement because costs differ."),
    Scene("A model for sharp studio photographs wins on the test set; users upload blurred"
          " photographs, on which another model is better.", "moved", "data",
          "The evaluation data do not look like those in use."),
    Scene("After a move into a new country the ranking of models by the old test set no longer"
          " agrees with complaints, which come from the new texts.", "moved", "data",
          "The target of evaluation moved; the data did not."),
    Scene("Models are compared by accuracy minus 0.01 times latency in ms; yet any answer below"
          " 100 ms is equally good to users and slower ones are unusable.", "limit", "constraint",
          "Latency is satisficing, not to be traded against accuracy."),
    Scene("A wake-word team mixes recall and false alarms into one sum; the product owner only"
          " demands at most one false alarm a day.", "limit", "constraint",
          "One side needs only to be good enough."),
    Scene("Mean accuracy rises every month while the accuracy for speakers with a rare accent,"
          " 2 % of the data, falls.", "slice", "worst", "The mean conceals a group that fails."),
    Scene("A risk model is excellent on average; on the smallest hospital, 1 % of the rows, it is"
          " worse than no model.", "slice", "worst", "A small slice is invisible in the mean."),
    Scene("Users, costs and test data agree in how they rank all recent models; the newest model"
          " still misses the goal by two points.", "fine", "keep",
          "The metric does its work: it ranks as the users do."),
]  # fmt: skip


@question("design-when-to-change", "When to change the metric", DESIGN, skill="diagnose", minutes=2)
def when_to_change(rng: Rng) -> Variant:
    """Metric, data or model: what is to be changed."""
    return judged(rng, _DESIGN_SCENES, _DESIGNS, "What should the team do first?")


@question("slices-interval", "How sure is a slice", SLICES, skill="compute", minutes=4)
def slice_interval(rng: Rng) -> Variant:
    """A Wilson interval for the accuracy on a small slice."""
    n = int(rng.integers(15, 60))
    k = int(rng.integers(max(n // 2, 8), n - 1))
    p, z = k / n, 1.96
    centre = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))

    def again() -> tuple[float, float]:
        # the ends solve n (p - q)^2 = z^2 q (1 - q)
        ends = np.roots([n + z * z, -(2 * n * p + z * z), n * p * p])
        return float(min(ends)), float(max(ends))

    wald = z * math.sqrt(p * (1 - p) / n)
    return interval(
        f"On a slice of {n} test cases a model is right on {k}. Give the 95 % Wilson interval of"
        " its accuracy there, all $q$ with $|\\hat p - q| \\le 1.96\\sqrt{q(1-q)/n}$. Three"
        " decimals.",
        centre - half, centre + half, again=again,
        solution=f"$\\hat p = {p:.4f}$. Centre $(\\hat p + z^2/2n)/(1 + z^2/n) = {centre:.4f}$,"
        f" half-width {half:.4f}: {centre - half:.4f} to {centre + half:.4f}.",
        mistakes=[
            ((p - wald, p + wald), "That is the Wald interval, with the error at $\\hat p$: too"
             " narrow and off centre for small slices."),
            ((p - half, p + half), "The Wilson interval is not centred at $\\hat p$."),
            ((p - wald / z, p + wald / z), "That is one standard error, without the quantile."),
        ],
    )  # fmt: skip


@question("slices-hidden-by-mean", "A failure that the mean conceals", SLICES, skill="diagnose",
          minutes=4, difficulty=0.4)  # fmt: skip
def hidden_by_mean(rng: Rng) -> Variant:
    """Overall gain and the slice whose loss it hides, with a mix that changes."""
    while True:
        share = rng.multinomial(20, [0.6, 0.3, 0.1]) / 20
        old = rng.integers(70, 96, 3)
        new = old + np.array([int(rng.integers(2, 6)), int(rng.integers(1, 4)),
                              -int(rng.integers(5, 20))])  # fmt: skip
        target = rng.permutation([0.5, 0.3, 0.2])
        if share.min() > 0 and share @ (new - old) > 0.3 and (new < 100).all():
            break
    value = float(target @ (new - old))

    def again() -> float:
        return sum(t * n for t, n in zip(target, new.tolist(), strict=True)) - sum(
            t * o for t, o in zip(target, old.tolist(), strict=True))  # fmt: skip

    rows = [[name, f"{s:.2f}", o, n, f"{t:.1f}"] for name, s, o, n, t in
            zip(("young", "adult", "old"), share, old, new, target, strict=True)]  # fmt: skip
    return number(
        "Accuracy by age group:" + table(
            ["slice", "share of test set", "old model (%)", "new model (%)", "share in use"], rows)
        + f"On the test set the new model is better by {share @ (new - old):.2f} points. By how"
        " many points does accuracy change **in use** (negative if it falls)?",
        value, again=again, tol=0.01,
        solution="Weight the changes by the shares in use: "
        + " + ".join(f"{t:.1f}({n - o:+d})" for t, n, o in zip(target, new, old, strict=True))
        + f" = {value:.2f}. The mean of the test set hides the slice that lost.",
        mistakes=[
            (float(share @ (new - old)), "Those weights are of the test set, not of use."),
            (float((new - old).mean()), "Slices have unequal shares."),
            (-value, "The sign: new minus old."),
        ],
    )  # fmt: skip


@question("slices-pooled-reversal", "When slices and total disagree", SLICES, skill="compute",
          minutes=5, difficulty=0.6)  # fmt: skip
def pooled_reversal(rng: Rng) -> Variant:
    """Standardise two models' accuracies to a common mix of slices."""
    while True:
        n = np.array([rng.integers([2, 7], [5, 11]), rng.integers([7, 2], [11, 5])]) * 20
        weak = rng.integers([80, 50], [91, 66])
        rate = np.array([weak + rng.integers(4, 9, 2), weak]) / 100
        right = np.round(n * rate).astype(int)
        rate = right / n
        pooled = right.sum(1) / n.sum(1)
        mix = n.sum(0) / n.sum()
        fair = rate @ mix
        if (rate[0] > rate[1] + 0.02).all() and pooled[0] < pooled[1] - 0.01:
            break

    def again() -> list[float]:
        cases = [(m, s, right[m, s] / n[m, s]) for m in (0, 1) for s in (0, 1)]
        total = [0.0, 0.0]
        for m, s, r in cases:
            total[m] += r * float(n[0, s] + n[1, s])
        return [t / float(n.sum()) for t in total]

    rows = [[f"model {name}", f"{right[m, 0]} of {n[m, 0]}", f"{right[m, 1]} of {n[m, 1]}"]
            for m, name in enumerate("AB")]  # fmt: skip
    return matrix(
        "Two models answered different customers; correct answers by slice:"
        + table(["", "easy questions", "hard questions"], rows)
        + "Give the accuracies of A and B standardised to the mix of slices of all customers"
        " together. Three decimals.",
        [float(v) for v in fair], again=again, digits=5, tol=0.001,
        solution=f"Rates: A {rate[0, 0]:.4f}, {rate[0, 1]:.4f}; B {rate[1, 0]:.4f},"
        f" {rate[1, 1]:.4f}. Shares of the slices: {mix[0]:.4f}, {mix[1]:.4f}. Weighted: A"
        f" {fair[0]:.4f}, B {fair[1]:.4f}. The pooled rates {pooled[0]:.4f}, {pooled[1]:.4f} turn"
        " the order round (Simpson's paradox).",
        mistakes=[
            ([float(v) for v in pooled], "Those are the pooled rates, in which the models face"
             " different mixes."),
            ([float(v) for v in rate.mean(1)], "Weight the slices by their shares, not equally."),
        ],
    )  # fmt: skip

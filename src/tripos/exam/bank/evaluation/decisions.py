"""Confusion matrices and operating points."""

from __future__ import annotations

import numpy as np

from tripos.exam.bank.shown import table
from tripos.exam.makers import choose, number
from tripos.exam.question import Rng, Variant, question

CONFUSION = "confusion-matrix-metrics"
OPERATING = "precision-recall-tradeoff"


@question("confusion-rebuild", "Rebuild a confusion matrix", CONFUSION, skill="derive", minutes=4)
def rebuild(rng: Rng) -> Variant:
    """False positives and accuracy from recall, precision and base rate."""
    while True:
        tp, fn, fp = (int(v) for v in rng.integers(5, 60, 3))
        n = int(rng.integers(3, 20)) * 100
        if n > 2 * (tp + fn + fp):
            break
    value = (n - fp - fn) / n
    recall, precision = tp / (tp + fn), tp / (tp + fp)

    def again() -> float:
        found = round(recall * (tp + fn))
        flagged = round(found / precision)
        truth = np.zeros(n, dtype=bool)
        truth[: tp + fn] = True
        said = np.zeros(n, dtype=bool)
        said[tp + fn - found : tp + fn - found + flagged] = True
        return float((truth == said).mean())

    return number(
        f"Of {n} cases {tp + fn} are positive. A detector flags {tp + fp} cases and has the recall"
        f" {recall:.3f}. What is its accuracy? Three decimals.",
        value, again=again, tol=0.001, rel=0.0,
        solution=f"$TP = {recall:.3f} \\cdot {tp + fn} = {tp}$, so $FN = {fn}$ and $FP = {tp + fp}"
        f" - {tp} = {fp}$; accuracy is $1 - ({fn} + {fp})/{n} = {value:.4f}$.",
        mistakes=[
            (recall, "Recall looks at positives only."),
            (precision, "That is the precision $TP/(TP + FP)$."),
            (1 - (tp + fn) / n, "That is the accuracy of flagging nothing, the baseline."),
            (1 - fn / n, "False alarms are errors too."),
        ],
    )  # fmt: skip


@question("confusion-new-base-rate", "Precision at another base rate", CONFUSION, skill="diagnose",
          minutes=4, difficulty=0.4)  # fmt: skip
def new_base_rate(rng: Rng) -> Variant:
    """Precision in use, where positives are rarer than in the test set."""
    recall, spec = int(rng.integers(70, 99)) / 100, int(rng.integers(80, 99)) / 100
    base, test = int(rng.integers(2, 60)) / 1000, 0.5
    value = recall * base / (recall * base + (1 - spec) * (1 - base))
    balanced = recall * test / (recall * test + (1 - spec) * (1 - test))

    def again() -> float:
        n = 1_000_000
        ill = n * base
        return ill * recall / (ill * recall + (n - ill) * (1 - spec))

    return number(
        f"On a balanced test set (half positive) a screening model has recall {recall:g} and"
        f" specificity {spec:g}. In use {base * 100:g} % of the cases are positive. Which precision"
        " is to be expected in use? Three decimals.",
        value, again=again, tol=0.001,
        solution=f"Recall and specificity do not depend on the base rate. Precision: ${recall:g}"
        f" \\cdot {base:g} / ({recall:g} \\cdot {base:g} + {1 - spec:.2f} \\cdot {1 - base:.3f}) ="
        f" {value:.4f}$.",
        mistakes=[
            (balanced, "That is the precision on the balanced set; false alarms multiply when"
             " negatives do."),
            (recall, "Recall is the share of positives found, not the share of alarms that hold."),
            (balanced * base / test, "Precision is not proportional to the base rate; recompute it"
             " from the rates."),
            (base, "That is the precision of alarms at random."),
        ],
    )  # fmt: skip


@question("confusion-macro-micro", "Macro and micro averages", CONFUSION, skill="compute",
          minutes=5, difficulty=0.3)  # fmt: skip
def macro_micro(rng: Rng) -> Variant:
    """Macro F1 of a three-class confusion matrix."""
    while True:
        m = rng.integers(0, 12, (3, 3))
        m[np.arange(3), np.arange(3)] += np.array([int(rng.integers(20, 60)), 6, 3])
        f1 = 2 * np.diag(m) / (m.sum(0) + m.sum(1))
        micro = float(np.trace(m) / m.sum())
        if abs(float(f1.mean()) - micro) > 0.03:
            break
    value = float(f1.mean())

    def again() -> float:
        found = []
        for k in range(3):
            p, r = m[k, k] / m[:, k].sum(), m[k, k] / m[k].sum()
            found.append(1 / ((1 / p + 1 / r) / 2))
        return sum(found) / 3

    weighted = float((f1 * m.sum(1)).sum() / m.sum())
    rows = [[f"true {name}", *row] for name, row in zip("ABC", m.tolist(), strict=True)]
    return number(
        "Confusion matrix:" + table(["", *(f"said {name}" for name in "ABC")], rows)
        + "What is the macro-averaged F1? Three decimals.",
        value, again=again, tol=0.001,
        solution="For each class $F_1 = 2 TP/(\\text{row sum} + \\text{column sum})$:"
        f" {', '.join(f'{v:.4f}' for v in f1)}. Their plain mean is {value:.4f}.",
        mistakes=[
            (micro, "That is the micro average, here equal to accuracy; macro gives every class the"
             " same weight."),
            (weighted, "That is weighted by class size; macro is the plain mean."),
            (float((np.diag(m) / m.sum(1)).mean()), "That is the macro recall."),
        ],
    )  # fmt: skip


@question("operating-average-precision", "Average precision of a ranking", OPERATING,
          skill="compute", minutes=3)  # fmt: skip
def average_precision(rng: Rng) -> Variant:
    """Average precision from a ranked list."""
    while True:
        y = rng.integers(0, 2, 8)
        if 2 < y.sum() < 6 and 0 < y[:3].sum() < 3:
            break
    at = np.flatnonzero(y)
    value = float(np.mean([(k + 1) / (pos + 1) for k, pos in enumerate(at)]))

    def again() -> float:
        area, last = 0.0, 0.0
        for cut in range(1, 9):
            recall, precision = y[:cut].sum() / y.sum(), y[:cut].mean()
            area, last = area + (recall - last) * precision, recall
        return float(area)

    return number(
        "Sorted by falling score, the labels of eight documents are"
        f" {', '.join(map(str, y))}. What is the average precision $\\sum_k (R_k - R_{{k-1}})P_k$?"
        " Three decimals.",
        value, again=again, tol=0.001,
        solution="Average the precision at the ranks of the positives: ("
        + " + ".join(f"{k + 1}/{pos + 1}" for k, pos in enumerate(at))
        + f")/{len(at)} = {value:.4f}.",
        mistakes=[
            (float(np.mean([y[:c].mean() for c in range(1, 9)])), "Only ranks at which a positive"
             " stands raise recall; others have no weight."),
            (float(y.mean()), "That is the precision of returning everything, the base rate."),
            (value * len(at) / 8, "Divide by the number of positives, not of documents."),
        ],
    )  # fmt: skip


@question("operating-cheapest-threshold", "The cheapest operating point", OPERATING,
          skill="choose", minutes=5, difficulty=0.4)  # fmt: skip
def cheapest_threshold(rng: Rng) -> Variant:
    """The threshold of least cost at a base rate, from a table of rates."""
    place = int(rng.integers(4))
    while True:
        recall = np.sort(rng.choice(np.arange(40, 99), 4, replace=False))[::-1] / 100
        fpr = np.sort(rng.choice(np.arange(1, 40), 4, replace=False))[::-1] / 100
        base = int(rng.integers(1, 20)) / 100
        miss, alarm = int(rng.integers(20, 200)), int(rng.integers(2, 40))
        cost = base * (1 - recall) * miss + (1 - base) * fpr * alarm
        ranked, even = np.sort(cost), 0.5 * (1 - recall) * miss + 0.5 * fpr * alarm
        f1 = 2 * base * recall / (base + base * recall + (1 - base) * fpr)
        clear = ranked[1] - ranked[0] > 0.03 * ranked[0]
        if clear and cost.argmin() == place != f1.argmax():
            break
    cuts = [0.2, 0.4, 0.6, 0.8]
    texts = [f"threshold {c:g}" for c in cuts]
    at = int(cost.argmin())

    def again() -> str:
        pos, neg = round(100_000 * base), 100_000 - round(100_000 * base)
        paid = [(pos - pos * r) * miss + neg * f * alarm for r, f in zip(recall, fpr, strict=True)]
        return texts[paid.index(min(paid))]

    def said(k: int) -> str:
        if k == int(f1.argmax()):
            return "That threshold has the best F1, which knows nothing of the costs."
        if k == int(even.argmin()):
            return "That would be cheapest if half of the cases were positive: use the base rate."
        return f"It costs {cost[k]:.2f} a case: weight misses and alarms with their shares."

    rows = [[f"{c:g}", f"{r:g}", f"{f:g}"] for c, r, f in zip(cuts, recall, fpr, strict=True)]
    return choose(
        rng, f"In use {base * 100:g} % of the cases are positive; a miss costs {miss}, a false"
        f" alarm {alarm}." + table(["threshold", "recall", "false positive rate"], rows)
        + "Which operating point has the least expected cost?",
        texts[at], [(texts[k], said(k)) for k in range(4) if k != at], again=again,
        solution=f"Cost a case: ${base:g}(1 - \\text{{recall}}) \\cdot {miss} + {1 - base:g}"
        f" \\cdot \\text{{FPR}} \\cdot {alarm}$: {', '.join(f'{c:.3f}' for c in cost)}. Least:"
        f" {texts[at]}.",
    )  # fmt: skip


@question("operating-alarm-budget", "Recall within a budget of alarms", OPERATING, skill="read",
          minutes=4, difficulty=0.3)  # fmt: skip
def alarm_budget(rng: Rng) -> Variant:
    """Best recall at a least precision, from score bands."""
    while True:
        pos = np.sort(rng.integers(2, 40, 5))[::-1]
        neg = np.sort(rng.integers(1, 120, 5))
        least = int(rng.choice([40, 50, 60, 70, 75, 80])) / 100
        tp, fp = pos.cumsum(), neg.cumsum()
        precision = tp / (tp + fp)
        fine = np.flatnonzero(precision >= least)
        if 1 <= len(fine) <= 3 and np.abs(precision - least).min() > 0.01 and \
                fine[-1] == len(fine) - 1:  # fmt: skip
            break
    cut = int(fine[-1])
    value = float(tp[cut] / tp[-1])

    def again() -> float:
        best = 0.0
        for k in range(1, 6):
            right, all_said = sum(pos[:k].tolist()), sum((pos[:k] + neg[:k]).tolist())
            if right / all_said >= least:
                best = max(best, right / sum(pos.tolist()))
        return best

    bands = ["above 0.9", "0.7 to 0.9", "0.5 to 0.7", "0.3 to 0.5", "below 0.3"]
    return number(
        "Validation cases by score:" + table(["score", "positive", "negative"],
                                              zip(bands, pos, neg, strict=True))
        + f"The alarm may be set at the lower end of any band. What is the largest recall with a"
        f" precision of at least {least:g}? Three decimals.",
        value, again=again, tol=0.001,
        solution=f"From the top, cumulated precision is {', '.join(f'{p:.3f}' for p in precision)};"
        f" it suffices down to the band {bands[cut]}. Recall: {tp[cut]}/{tp[-1]} = {value:.4f}.",
        mistakes=[
            (float(tp[min(cut + 1, 4)] / tp[-1]), "One band too far: precision falls below what is"
             " required."),
            (float(pos[cut] / tp[-1]), "All bands above the threshold raise the alarm: cumulate."),
            (float(precision[cut]), "That is the precision at this point."),
            (float(tp[0] / tp[-1]), "A lower threshold may still satisfy the precision."),
        ],
    )  # fmt: skip

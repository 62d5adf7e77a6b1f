"""Figures of evaluation to read: learning curves, ROC, precision and recall, calibration."""

from __future__ import annotations

import math

import numpy as np

from tripos.exam.bank.drawn import bars, curves, read_back
from tripos.exam.bank.scenes import pick
from tripos.exam.makers import choose, number
from tripos.exam.question import Rng, Variant, question

_MODELS = ("a triage model", "a spam filter", "a model of churn", "a classifier of leaf diseases",
           "a model of loan defaults", "a detector of faulty welds")  # fmt: skip
_NEXT = {
    "data": ("collect more examples of the same kind",
             "More examples help where the gap between the curves is wide and the validation error"
             " still falls; look whether that is so here."),
    "model": ("use a richer model or better features",
              "A richer model lowers the training error; look where the training error already"
              " lies."),
    "stop": ("keep the model: the target is met",
             "Compare the last point of the validation curve with the line of the target."),
    "check": ("check how the two errors are computed before anything else",
              "The evaluation is suspect where validation looks easier than training at every size,"
              " which is not so here."),
}  # fmt: skip


def _curve_pair(rng: Rng, kind: str, target: int) -> tuple[list[float], list[float]]:
    """Training and validation error in % at five sizes for one of the four pictures."""
    decay = np.array([1.0, 0.62, 0.4, 0.26, 0.17])
    if kind == "data":
        low, up = target - rng.uniform(4, 5), target + rng.uniform(3, 4)
        train, valid = low - 2 * decay, up + 16 * (decay - 0.17)
    elif kind == "model":
        level = target + rng.uniform(7, 10)
        train, valid = level - 5 * decay, level + 1 + 9 * decay
    elif kind == "stop":
        level = target - rng.uniform(4, 5)
        train, valid = level - 2 * decay, level + 1 + 13 * decay
    else:
        level = target + rng.uniform(1, 3)
        train, valid = level + 4 + 7 * decay, level + 6 * decay
    return [round(float(x), 1) for x in train], [round(float(x), 1) for x in valid]


def _next_step(figure: str, ticks: list[int], target: int) -> str:
    """What the curves as drawn call for."""
    train, valid = (read_back(figure, kind, ticks) for kind in ("one", "two"))
    if all(v < t for t, v in zip(train, valid, strict=True)):
        return _NEXT["check"][0]
    if valid[-1] < target:
        return _NEXT["stop"][0]
    falls = valid[-2] - valid[-1] > 1 and valid[-1] - train[-1] > 5
    return _NEXT["data" if falls and train[-1] < target else "model"][0]


@question("figure-learning-curves", "What the learning curves call for", "learning-curves",
          skill="diagnose", minutes=3, difficulty=0.0)  # fmt: skip
def learning_curves(rng: Rng) -> Variant:
    """Bias, variance, enough, or an evaluation that cannot be right, from two curves."""
    kind, target = pick(rng, list(_NEXT)), int(rng.integers(8, 13))
    train, valid = _curve_pair(rng, kind, target)
    sizes, ticks = [1, 2, 4, 6, 8], list(range(0, 36, 5))
    lines = {name: list(zip(map(float, sizes), line, strict=True))
             for name, line in (("training", train), ("validation", valid))}  # fmt: skip
    figure = curves(
        lines, ticks, list(range(0, 9)), "training examples (thousands)", "error (%)", key=True,
        guide=[(0, target), (8, target)],
    )  # fmt: skip
    said = "; ".join(f"{n} thousand: {t} and {v}"
                     for n, t, v in zip(sizes, train, valid, strict=True))  # fmt: skip
    why = {
        "data": f"The gap at the end is {valid[-1] - train[-1]:.1f} points, the training error is"
        " below the target and the validation error still falls: variance, which more data lower.",
        "model": f"Both curves have levelled off close together, and the training error of"
        f" {train[-1]} % is itself above the target of {target} %: bias, which no amount of data"
        " removes.",
        "stop": f"The validation error of {valid[-1]} % is below the target of {target} %.",
        "check": "At every size the validation error is below the training error: duplicates or"
        " easier cases in the validation set, or a training error that was taken with dropout or"
        " augmentation on. Until that is known, neither curve says what to do.",
    }  # fmt: skip
    return choose(
        rng,
        f"The chart shows the errors of {pick(rng, _MODELS)} trained on growing parts of its data;"
        f" the plain line is the target of {target} %. What should be done next?",
        _NEXT[kind][0], [_NEXT[name] for name in _NEXT if name != kind],
        again=lambda: _next_step(figure, ticks, target),
        solution=f"{why[kind]} So: {_NEXT[kind][0]}.", figure=figure,
        figure_said=f"Two curves of error in % against the number of training examples, training"
        f" and validation: {said}. A level line lies at {target} %.",
    )  # fmt: skip


@question("figure-roc-operating-point", "An operating point on a ROC curve", "roc-analysis",
          skill="read", minutes=4, difficulty=0.2)  # fmt: skip
def roc_point(rng: Rng) -> Variant:
    """The most positives found within a budget of false alarms, read off a ROC curve."""
    fpr = [0.0, 0.05, 0.1, 0.2, 0.35, 0.6, 1.0]
    start = int(rng.integers(5, 10)) * 5
    tpr = [0, start, start + 20, start + 35, start + 45, min(start + 60, 95), 100]
    rates = [round(x / 100, 2) for x in tpr]
    cuts = [f"{x:.1f}" for x in (0.9, 0.8, 0.6, 0.4, 0.2)]
    positives, negatives = int(rng.integers(4, 30)) * 20, int(rng.integers(10, 60)) * 100
    at = int(rng.integers(2, 5))
    budget = round(negatives * (fpr[at] + 0.4 * (fpr[at + 1] - fpr[at])), -1)
    value = round(rates[at] * positives, 1)
    ticks = [x / 10 for x in range(11)]
    points = list(zip(fpr, rates, strict=True))
    figure = curves(
        {"": points}, ticks, ticks, "false positive rate", "true positive rate",
        guide=[(0, 0), (1, 1)],
        notes=dict(zip(cuts, points[1:], strict=False)),
    )  # fmt: skip

    def again() -> float:
        found = read_back(figure, "one", ticks)
        alarms = [rate * negatives for rate in fpr]
        return round(max(t for t, n in zip(found, alarms, strict=True) if n <= budget), 2) * (
            positives
        )

    least = min(range(1, 6), key=lambda i: fpr[i] - rates[i])
    said = ", ".join(f"threshold {cut}: ({x:g}, {y:g})"
                     for cut, (x, y) in zip(cuts, points[1:], strict=False))  # fmt: skip
    return number(
        f"The ROC curve of {pick(rng, _MODELS)} carries its thresholds; all rates are multiples of"
        f" 0.05. The cases of a month hold {positives} positives and {negatives} negatives, and at"
        f" most {budget:.0f} false alarms can be worked on. How many positives does the best of the"
        " marked thresholds find in a month?",
        value, again=again, rel=0, tol=0.021 * positives, digits=1, figure=figure,
        figure_said=f"A ROC curve with the points, as (false positive rate, true positive rate),"
        f" (0, 0), {said}, (1, 1), and the diagonal.",
        solution=f"The budget is a false positive rate of {budget:.0f} / {negatives} ="
        f" {budget / negatives:.3f}. The last marked point left of that is the threshold"
        f" {cuts[at - 1]} with a true positive rate of {rates[at]:g}:"
        f" ${rates[at]:g} \\cdot {positives} = {value:g}$.",
        mistakes=[
            (rates[at + 1] * positives, "That threshold needs more false alarms than can be worked"
             " on: multiply its false positive rate by the negatives."),
            (rates[least] * positives, "That is the point farthest above the diagonal; the budget"
             " decides here, not Youden's index."),
            (rates[at] * (positives + negatives), "The true positive rate is a share of the"
             " positives only."),
            (rates[at - 1] * positives, "A lower threshold still fits the budget and finds more."),
        ],
    )  # fmt: skip


@question("figure-precision-recall", "A threshold from a precision-recall curve",
          "precision-recall-tradeoff", skill="read", minutes=4, difficulty=0.4)  # fmt: skip
def precision_recall(rng: Rng) -> Variant:
    """False alarms at the highest recall that keeps a precision; the curve is not monotone."""
    recall = [0.1, 0.2, 0.4, 0.6, 0.8, 0.9]
    need = float(rng.choice([0.6, 0.7, 0.8]))
    dip, last = int(rng.integers(1, 3)), int(rng.integers(3, 5))
    while True:
        steps = rng.integers(-3, 4, 6)
        precision = [round(need + 0.05 * max(0, int(x)), 2) for x in steps]
        precision[dip] = round(need - 0.05 * int(rng.integers(1, 3)), 2)
        precision[last + 1 :] = [round(need - 0.1 * (k + 1), 2) for k in range(5 - last)]
        false = [r * (1 / p - 1) for r, p in zip(recall, precision, strict=True)]
        if max(precision) <= 0.95 and precision[0] > need and false == sorted(false):
            break
    positives = int(rng.integers(3, 15)) * 200
    value = recall[last] * positives * (1 / precision[last] - 1)
    ticks = [x / 10 for x in range(11)]
    points = list(zip(recall, precision, strict=True))
    figure = curves({"": points}, ticks, ticks, "recall", "precision")

    def again() -> float:
        drawn = [round(20 * p) / 20 for p in read_back(figure, "one", ticks)]
        at = max(i for i in range(6) if drawn[i] > need - 0.01)
        found = recall[at] * positives
        return found / drawn[at] - found

    first = max(i for i in range(dip) if precision[i] >= need)
    hits = recall[last] * positives
    return number(
        f"The chart shows precision and recall of {pick(rng, _MODELS)} at six thresholds (precision"
        f" in multiples of 0.05). There are {positives} positives a year. The threshold is set for"
        f" the highest recall with a precision of at least {need:g}. How many false alarms a year"
        " does it raise? To the nearest whole number.",
        value, again=again, rel=0.005, tol=0.51, digits=0, figure=figure,
        figure_said="A curve of precision against recall with the points, as (recall, precision), "
        + ", ".join(f"({r:g}, {p:g})" for r, p in points) + ".",
        solution=f"The rightmost point with a precision of at least {need:g} is recall"
        f" {recall[last]:g}, precision {precision[last]:g}; that precision is lower at recall"
        f" {recall[dip]:g} does not matter. It finds ${recall[last]:g} \\cdot {positives} ="
        f" {hits:g}$ positives among ${hits:g} / {precision[last]:g} ="
        f" {hits / precision[last]:.1f}$ alarms, so {value:.0f} alarms are false.",
        mistakes=[
            (recall[first] * positives * (1 / precision[first] - 1), "Precision is not monotone in"
             " recall: go on past the first dip, it recovers."),
            (hits * (1 - precision[last]), "The share $1 - p$ is of all alarms, not of the"
             " positives found: divide these by the precision first."),
            (hits / precision[last], "That is all alarms: take off those that are right."),
            (positives * (1 / precision[last] - 1), "Only the recalled positives raise alarms."),
        ],
    )  # fmt: skip


_BINS = (0.1, 0.3, 0.5, 0.7, 0.9)
_REPAIRS = {
    "hot": ("divide the logits by a number greater than 1",
            "A temperature above 1 pulls predictions towards one half, which cures"
            " overconfidence at both ends."),
    "cold": ("divide the logits by a number between 0 and 1",
             "A temperature below 1 drives predictions outwards, which cures underconfidence at"
             " both ends."),
    "down": ("subtract a positive constant from the logits",
             "Lowering all logits cures predictions that are too high in every bin."),
    "up": ("add a positive constant to the logits",
           "Raising all logits cures predictions that are too low in every bin."),
}  # fmt: skip


def _logistic(x: float) -> float:
    return 1 / (1 + math.exp(-x))


@question("figure-calibration-repair", "Repair a calibration curve", "probability-calibration",
          skill="diagnose", minutes=3, difficulty=0.3)  # fmt: skip
def calibration_repair(rng: Rng) -> Variant:
    """Which change of the logits brings a reliability curve to the diagonal."""
    kind = pick(rng, list(_REPAIRS))
    size = float(rng.uniform(1.7, 2.6))
    by = {"hot": (1 / size, 0.0), "cold": (size, 0.0), "down": (1, -size / 2), "up": (1, size / 2)}
    slope, move = by[kind]
    seen = [round(_logistic(slope * math.log(p / (1 - p)) + move) + float(e), 2)
            for p, e in zip(_BINS, rng.uniform(-0.01, 0.01, 5), strict=True)]  # fmt: skip
    points = list(zip(_BINS, seen, strict=True))
    ticks = [x / 10 for x in range(11)]
    figure = curves({"": points}, ticks, ticks, "mean prediction of the bin", "share of positives",
                    guide=[(0, 0), (1, 1)])  # fmt: skip

    def again() -> str:
        shown = [min(0.98, max(0.02, y)) for y in read_back(figure, "one", ticks)]
        logits = np.array([math.log(p / (1 - p)) for p in _BINS])
        b, a = np.polyfit(logits, [math.log(y / (1 - y)) for y in shown], 1)
        turned = "hot" if b < 1 else "cold"
        moved = "up" if a > 0 else "down"
        return _REPAIRS[turned if abs(math.log(b)) > abs(a) else moved][0]

    what = {
        "hot": "the shares are nearer to one half than the predictions: overconfident",
        "cold": "the shares are farther from one half than the predictions: underconfident",
        "down": "the curve lies below the diagonal throughout: predictions are too high",
        "up": "the curve lies above the diagonal throughout: predictions are too low",
    }  # fmt: skip
    listed = ", ".join(f"({p:g}, {y:g})" for p, y in points)
    return choose(
        rng,
        f"The reliability curve of {pick(rng, _MODELS)} on held-out data, with the diagonal. Which"
        " one change of the logits brings it nearest to the diagonal?",
        _REPAIRS[kind][0],
        [(text, f"{said} Here {what[kind]}.") for name, (text, said) in _REPAIRS.items()
         if name != kind],
        again=again, figure=figure,
        figure_said="A curve of the share of positives against the mean prediction in five bins,"
        f" with the points {listed}, and the diagonal.",
        solution=f"The points are {listed}; {what[kind]}. So: {_REPAIRS[kind][0]}.",
    )  # fmt: skip


@question("figure-calibration-error", "Calibration error from bars", "probability-calibration",
          skill="read", minutes=4, difficulty=0.1)  # fmt: skip
def calibration_error(rng: Rng) -> Variant:
    """Expected calibration error from a bar chart and the sizes of the bins."""
    while True:
        gaps = rng.integers(-3, 4, 5) * 0.05
        seen = [round(p + float(gap), 2) for p, gap in zip(_BINS, gaps, strict=True)]
        sizes = [int(n) * 50 for n in rng.integers(1, 13, 5)]
        if min(seen) >= 0 and max(seen) <= 1 and np.count_nonzero(gaps) >= 4 and gaps.max() > 0:
            break
    total = sum(sizes)
    off = [abs(y - p) for p, y in zip(_BINS, seen, strict=True)]
    value = sum(n * gap for n, gap in zip(sizes, off, strict=True)) / total
    ticks = [x / 10 for x in range(11)]
    names = [f"{p:g}" for p in _BINS]
    figure = bars(dict(zip(names, seen, strict=True)), ticks, "mean prediction of the bin",
                  "share of positives")  # fmt: skip

    def again() -> float:
        drawn = np.round(np.array(read_back(figure, "one", ticks)) * 20) / 20
        return float(np.average(np.abs(drawn - np.array(_BINS)), weights=sizes))

    counted = ", ".join(f"{n} (at {name})" for n, name in zip(sizes, names, strict=True))
    summed = " + ".join(f"{n} \\cdot {gap:.2f}" for n, gap in _pairs(sizes, off))
    signed = sum(n * (y - p) for n, p, y in zip(sizes, _BINS, seen, strict=True)) / total
    return number(
        f"The bars show the share of positives in five bins of the predictions of"
        f" {pick(rng, _MODELS)}, in multiples of 0.05; below each bar stands the mean prediction."
        f" The bins hold {counted} cases. What is the expected calibration error? Three decimals.",
        value, again=again, rel=0, tol=0.0011, digits=3, figure=figure,
        figure_said="Bars of the share of positives over the mean prediction of the bin: "
        + ", ".join(f"{y:g} at {name}" for name, y in zip(names, seen, strict=True)) + ".",
        solution="The gaps are " + ", ".join(f"{gap:.2f}" for gap in off) + "; weighted by the"
        f" numbers of cases: ${summed} = {value * total:.1f}$, divided by {total} is {value:.3f}.",
        mistakes=[
            (sum(off) / 5, "The bins do not hold equally many cases: weight each gap by its share"
             " of them."),
            (abs(signed), "Take the size of each gap before summing, or gaps of opposite sign"
             " cancel."),
            (max(off), "That is the maximum calibration error, the largest gap."),
            (math.sqrt(sum(n * g**2 for n, g in _pairs(sizes, off)) / total), "The gaps are not"
             " squared in the expected calibration error."),
        ],
    )  # fmt: skip


def _pairs(sizes: list[int], off: list[float]) -> list[tuple[int, float]]:
    return list(zip(sizes, off, strict=True))

"""What errors on several sets say: overfitting, curves, attainable error, mismatch, leaks."""

from __future__ import annotations

import itertools
import math

import numpy as np

from tripos.exam.bank.scenes import pick
from tripos.exam.bank.shown import table
from tripos.exam.makers import choose, matrix, number
from tripos.exam.question import Rng, Variant, question

FIT = "overfitting"
CURVES = "learning-curves"
HUMAN = "human-level-and-avoidable-bias"
MISMATCH = "mismatched-distributions"

_TASKS = ("leaf diseases", "speech commands", "loan defaults", "street signs", "skin lesions",
          "handwritten digits", "spam", "engine faults")  # fmt: skip

_CURES = {
    "bias": ("a larger model, or longer training",
             "The gap to the attainable error is not the largest one: a larger model cures that"
             " gap only."),
    "variance": ("more training data, or stronger regularisation",
                 "The gap between training and unseen data of one kind is not the largest one."),
    "mismatch": ("make the training data more like the data in use",
                 "The gap between the two kinds of data is not the largest one."),
    "dev": ("a fresh, larger development set",
            "The gap between development and test error is not the largest one."),
}  # fmt: skip


def _gaps(rng: Rng, names: tuple[str, ...]) -> tuple[list[float], str]:
    """Errors in per cent that grow by gaps, one of which is clearly the largest."""
    main = str(rng.choice(list(names)))
    start = int(rng.integers(5, 60)) / 10
    errors = [start]
    for name in names:
        gap = rng.integers(50, 120) if name == main else rng.integers(2, 28)
        errors.append(round(errors[-1] + int(gap) / 10, 1))
    return errors, main


@question("overfitting-table", "Bias, variance, or a worn development set", FIT, skill="diagnose",
          minutes=3)  # fmt: skip
def fit_table(rng: Rng) -> Variant:
    """The remedy for the largest gap."""
    names = ("bias", "variance", "dev")
    errors, main = _gaps(rng, names)
    sets = ["attainable (best known)", "training", "development", "test"]

    def again() -> str:
        steps = np.diff(errors)
        return _CURES[names[int(steps.argmax())]][0]

    others = [name for name in _CURES if name != main]
    return choose(
        rng, f"Errors of a classifier of {pick(rng, _TASKS)}, all sets drawn from one population:"
        + table(["set", "error (%)"], zip(sets, errors, strict=True))
        + "What is the most promising next step?",
        _CURES[main][0], [_CURES[name] for name in others], again=again,
        solution="Gaps: " + ", ".join(f"{b} minus {a} {y - x:.1f}" for a, b, x, y in
                                      zip(sets, sets[1:], errors, errors[1:], strict=False))
        + f". The largest one calls for {_CURES[main][0]}.",
    )  # fmt: skip


@question("overfitting-polynomial", "Choose a capacity from a table", FIT, skill="read", minutes=3)
def polynomial(rng: Rng) -> Variant:
    """The largest degree that does not yet overfit, by validation error."""
    degrees = [1, 2, 3, 5, 8, 12]
    while True:
        train = np.sort(rng.choice(np.arange(5, 90), 6, replace=False))[::-1] / 10
        gap = np.cumsum(rng.integers(1, 30, 6)) / 10
        valid = np.round(train + gap, 1)
        at = int(valid.argmin())
        if np.sort(valid)[1] - valid.min() > 0.2 and 1 <= at <= 4:
            break
    ratio = float(valid[5] - train[5])

    def again() -> float:
        return float(min(zip(valid.tolist(), degrees, strict=True))[1])

    return number(
        "Mean squared errors of polynomial fits:" + table(
            ["degree", "training", "validation"], zip(degrees, train, valid, strict=True))
        + "Which degree is to be chosen for prediction?",
        degrees[at], again=again, tol=0, rel=0,
        solution=f"Training error always falls; validation error is least at degree {degrees[at]}"
        f" ({valid[at]:g}). Lower degrees underfit, higher ones overfit (gap {ratio:.1f} at the"
        " largest).",
        mistakes=[
            (12, "Training error always falls with capacity; choose by validation error."),
            (degrees[int((valid - train).argmin())], "The smallest gap is not the smallest error:"
             " an underfitting model has a small gap."),
            (1, "The simplest model underfits here."),
            (degrees[min(at + 1, 5)], "There validation error has begun to rise."),
        ],
    )  # fmt: skip


@question("overfitting-early-stopping", "Early stopping with patience", FIT, skill="compute",
          minutes=3, difficulty=0.2)  # fmt: skip
def early_stopping(rng: Rng) -> Variant:
    """The epoch whose weights are kept under a patience rule."""
    while True:
        base = 60 - 5 * np.arange(10) + np.arange(10) ** 2 // 2
        loss = base + rng.integers(-5, 6, 10)
        patience = int(rng.integers(1, 4))
        best, waited, stop = 0, 0, -1
        for epoch in range(1, 10):
            if loss[epoch] < loss[best]:
                best, waited = epoch, 0
            else:
                waited += 1
                if waited == patience:
                    stop = epoch
                    break
        unique = len(set(loss.tolist())) == 10
        if 0 < stop < 9 and unique and int(loss.argmin()) != best:
            break

    def again() -> int:
        for end in range(10):
            first = int(np.argmin(loss[: end + 1]))
            if end - first >= patience:
                return first + 1
        return int(np.argmin(loss)) + 1

    return number(
        "Validation loss (in hundredths) by epoch:" + table(
            ["epoch", *map(str, range(1, 11))], [["loss", *map(str, loss)]])
        + "Training stops as soon as the loss has not improved on the best one so far for"
        f" {patience} epoch{'s' * (patience > 1)}, and the best weights are restored. Which"
        " epoch's weights are kept?",
        best + 1, again=again, tol=0, rel=0,
        solution=f"The best so far is epoch {best + 1} ({loss[best]}); after {patience}"
        f" epoch{'s' * (patience > 1)} without improvement training stops at epoch {stop + 1}. The"
        f" lower loss at epoch {int(loss.argmin()) + 1} is never seen: too little patience.",
        mistakes=[
            (int(loss.argmin()) + 1, "Training has stopped before that epoch: it is never seen."),
            (stop + 1, "The best weights are restored, not the last ones."),
            (10, "Training does not run to the end."),
        ],
    )  # fmt: skip


@question("curves-power-law", "Extrapolate a learning curve", CURVES, skill="derive", minutes=5,
          difficulty=0.5)  # fmt: skip
def power_law(rng: Rng) -> Variant:
    """Data needed for a target error under a power law above a known floor."""
    floor = int(rng.integers(1, 4))
    n0 = int(rng.integers(1, 9)) * 1000
    e0 = int(rng.integers(8, 20))
    factor = int(rng.choice([2, 4, 10]))
    e1 = round(e0 * float(rng.uniform(0.55, 0.85)), 1)
    goal = floor + round((e1 - floor) * float(rng.uniform(0.4, 0.85)), 1)
    slope = math.log((e0 - floor) / (e1 - floor)) / math.log(factor)
    value = n0 * ((e0 - floor) / (goal - floor)) ** (1 / slope) / 1000

    def again() -> float:
        low, high = math.log(n0), math.log(n0) + 60
        for _ in range(100):
            middle = (low + high) / 2
            error = floor + (e0 - floor) * math.exp(-slope * (middle - math.log(n0)))
            low, high = (middle, high) if error > goal else (low, middle)
        return math.exp(low) / 1000

    straight = n0 * (e0 / goal) ** (math.log(factor) / math.log(e0 / e1)) / 1000
    return number(
        f"Test error is {e0} % with {n0} examples and {e1:g} % with {factor} times as many. Assume"
        f" that the error above the attainable {floor} % follows a power law in the number of"
        f" examples. With how many **thousand** examples is {goal:g} % to be expected? (Within"
        " 2 %.)",
        value, again=again, rel=0.02, digits=2,
        solution=f"The exponent is $\\log\\frac{{{e0} - {floor}}}{{{e1:g} - {floor}}} / \\log"
        f" {factor} = {slope:.4f}$. So $n = {n0}"
        f"(\\frac{{{e0 - floor}}}{{{goal - floor:.1f}}})^{{1/{slope:.4f}}}$, that is"
        f" {value:.2f} thousand.",
        mistakes=[
            (straight, "Take away the attainable error first: only the rest falls as a power."),
            (n0 * factor * (e1 - floor) / (goal - floor) / 1000, "That presumes an exponent of 1."),
            (n0 * (1 + (e0 - goal) / (e0 - e1) * (factor - 1)) / 1000, "The curve is not linear:"
             " each point of error costs more data than the last."),
        ],
    )  # fmt: skip


@question("curves-more-data", "Will more data help", CURVES, skill="read", minutes=3)
def more_data(rng: Rng) -> Variant:
    """Read a learning curve and choose between more data and a larger model."""
    converged = bool(rng.integers(2))
    goal = int(rng.integers(30, 80)) / 10
    if converged:
        end = goal + int(rng.integers(20, 60)) / 10
        gaps = np.array([60, 30, 12, 5, 2]) / 10 * float(rng.uniform(0.7, 1.3))
        train = end - np.array([40, 22, 10, 4, 1]) / 10
    else:
        train = np.array([2.5, 5.5, 7.5, 8.5, 9]) / 9 * (goal - 1.5)
        gaps = np.array([16, 11, 7.5, 5, 3.4]) * float(rng.uniform(0.7, 0.95))
    train, test = np.round(train, 1), np.round(train + gaps, 1)
    sizes = [500, 1000, 2000, 4000, 8000]
    texts = ["a model of larger capacity or better features", "more examples of the same kind",
             "stronger regularisation of this model",
             "fewer features, chosen by their correlation with the label"]  # fmt: skip
    right = texts[0] if converged else texts[1]

    def again() -> str:
        # each doubling adds about half of what the last one added: where does it end?
        limit = float(train[-1] + (train[-1] - train[-2]))
        return texts[1] if limit < goal else texts[0]

    said = {
        texts[0]: "Training error levels off below the goal: the gap to test error is what"
        " matters, and it still closes with more data.",
        texts[1]: "Training error is above the goal and rises with more examples: test error"
        " cannot fall below it.",
        texts[2]: "Regularisation raises training error, which is too high already." if converged
        else "It may help a little, but the curve shows that data close the gap while training"
        " error leaves room.",
        texts[3]: "Dropping features lowers capacity: that cures neither the training error nor,"
        " reliably, the gap.",
    }  # fmt: skip
    return choose(
        rng, f"A classifier of {pick(rng, _TASKS)}; the goal is a test error of {goal:g} %."
        + table(["examples", "training error (%)", "test error (%)"],
                zip(sizes, train, test, strict=True)) + "What is most likely to reach the goal?",
        right, [(text, said[text]) for text in texts if text != right], again=again,
        solution=f"With 8000 examples training error is {train[-1]:g} % and the gap"
        f" {test[-1] - train[-1]:.1f} points. "
        + ("Both curves have met above the goal: bias." if converged else
           "Training error levels off below the goal and the gap still shrinks: variance.")
        + f" So: {right}.",
    )  # fmt: skip


@question("curves-value-of-data", "The worth of doubling the data", CURVES, skill="compute",
          minutes=4, difficulty=0.4)  # fmt: skip
def value_of_data(rng: Rng) -> Variant:
    """Fit a + b/n through two points of a learning curve and read off the asymptote."""
    while True:
        n, m = (int(v) * 100 for v in np.sort(rng.choice(np.arange(2, 20), 2, replace=False)))
        a, b = int(rng.integers(20, 90)) / 10, int(rng.integers(4, 60)) * 100
        first, last = round(a + b / n, 2), round(a + b / m, 2)
        if m >= 1.5 * n and first - last > 0.5:
            break
    slope = (first - last) / (1 / n - 1 / m)
    value = last - slope / m

    def again() -> float:
        line = np.polyfit([1 / n, 1 / m], [first, last], 1)
        return float(line[1])

    return number(
        f"Test error of a fixed, correctly regularised linear model is {first} % with {n} examples"
        f" and {last} % with {m}. If it behaves like $a + b/n$, which error (in %) is left with"
        " unlimited data? Two decimals.",
        value, again=again, tol=0.011,
        solution=f"$b = ({first} - {last})/(1/{n} - 1/{m}) = {slope:.1f}$ and $a = {last} - b/{m} ="
        f" {value:.3f}$. If this is above the goal, data alone will not do.",
        mistakes=[
            (last, "That is the error with the larger sample; more data still help."),
            (last - (first - last), "Errors do not fall by the same amount for each step."),
            (last - (first - last) / (m - n) * m, "The curve is linear in $1/n$, not in $n$."),
        ],
    )  # fmt: skip


@question("human-split-the-gap", "Avoidable bias and variance", HUMAN, skill="read", minutes=3)
def split_the_gap(rng: Rng) -> Variant:
    """Avoidable bias and variance with the right human baseline."""
    best = int(rng.integers(4, 20)) / 10
    people = sorted({round(best + int(v) / 10, 1) for v in rng.integers(5, 60, 3)})
    while len(people) < 3:
        people.append(round(people[-1] + 0.7, 1))
    train = round(best + int(rng.integers(5, 60)) / 10, 1)
    dev = round(train + int(rng.integers(5, 60)) / 10, 1)
    right = [train - best, dev - train]

    def again() -> list[float]:
        floor = min([best, *people])
        total = dev - floor
        return [total - (dev - train), total - (train - floor)]

    rows = [["layman", people[2]], ["resident", people[1]], ["specialist", people[0]],
            ["panel of specialists", best], ["model, training set", train],
            ["model, development set", dev]]  # fmt: skip
    return matrix(
        "Error rates in reading X-rays:" + table(["who", "error (%)"], rows)
        + "Give the avoidable bias and the variance of the model, in percentage points.",
        right, again=again, digits=4, tol=0.051,
        solution=f"The attainable (Bayes) error is at most the panel's {best} %, the best bound"
        f" known. Avoidable bias: {train} - {best} = {right[0]:.1f}; variance: {dev} - {train} ="
        f" {right[1]:.1f}.",
        mistakes=[
            ([train - people[0], dev - train], "The best human performance bounds the attainable"
             " error; a single specialist is worse than the panel."),
            ([train, dev - train], "Not all training error is avoidable: subtract the attainable"
             " one."),
            ([train - best, dev - best], "Variance is the step from training to development."),
            ([dev - train, train - best], "Bias was asked first."),
        ],
    )  # fmt: skip


@question("human-what-next", "Work on bias or on variance", HUMAN, skill="choose", minutes=3,
          difficulty=0.2)  # fmt: skip
def what_next(rng: Rng) -> Variant:
    """The remedy with the largest possible gain once the attainable error is known."""
    main = pick(rng, ["bias", "variance"])
    while True:
        human, train = (int(v) / 10 for v in np.sort(rng.integers(5, 120, 2)))
        dev = round(train + int(rng.integers(5, 70)) / 10, 1)
        bias, variance = train - human, dev - train
        fits = bias > variance if main == "bias" else bias < variance < train
        if fits and abs(bias - variance) > 1 and bias >= 0.2:
            break
    options = {
        "bias": ("reduce bias: larger network, longer training",
                 "Only training error above the human error is avoidable: the smaller gap."),
        "variance": ("reduce variance: more data, regularisation",
                     "The step from training to development error is the smaller gap."),
        "stop": ("stop: the model has reached the attainable error",
                 "A gap to the human error is left."),
        "labels": ("replace the development set by one from another source",
                   "Nothing here points to a development set that misleads."),
    }  # fmt: skip

    def again() -> str:
        gains = {"bias": dev - (human + (dev - train)), "variance": dev - train}
        return options[max(gains, key=lambda name: gains[name])][0]

    return choose(
        rng, f"On a task of {pick(rng, _TASKS)} experts agree on labels with an error of {human} %."
        f" The model has {train} % training and {dev} % development error. What should the team"
        " work on?",
        options[main][0], [text for name, text in options.items() if name != main], again=again,
        solution=f"Avoidable bias {bias:.1f} points, variance {variance:.1f} points: {main} is the"
        " larger part. Of the training error only what exceeds the human error counts as bias."
        f" So: {options[main][0]}.",
    )  # fmt: skip


@question("mismatch-split", "Variance or mismatch", MISMATCH, skill="read", minutes=4,
          difficulty=0.2)  # fmt: skip
def mismatch_split(rng: Rng) -> Variant:
    """The four gaps with a bridging (training-dev) set."""
    errors, _ = _gaps(rng, ("bias", "variance", "mismatch", "dev"))
    right = [round(b - a, 1) for a, b in itertools.pairwise(errors)]

    def again() -> list[float]:
        return [float(v) for v in np.diff(errors)]

    sets = ["human, on data in use", "training set (web data)", "held-out web data",
            "development set (data in use)", "test set (data in use)"]  # fmt: skip
    shown = [*zip(sets, errors, strict=True)]
    shown = [shown[at] for at in rng.permutation(5)]
    return matrix(
        "A model is trained on web data and used on photographs from phones:"
        + table(["set", "error (%)"], shown) + "Give, in percentage points and in this order:"
        " avoidable bias, variance, mismatch, overfitting to the development set.",
        right, again=again, digits=4, tol=0.051,
        solution="Sorted along the chain human, training, held-out web, development, test the"
        f" errors are {', '.join(map(str, errors))}; the steps are {', '.join(map(str, right))}.",
        mistakes=[
            ([right[0], right[1] + right[2], 0.0, right[3]], "The held-out web data separate"
             " variance from mismatch."),
            ([right[0], right[2], right[1], right[3]], "Variance shows on unseen data of the"
             " training kind; mismatch on data of the other kind."),
            ([errors[1], *right[1:]], "Subtract the attainable error."),
        ],
    )  # fmt: skip


@question("mismatch-what-next", "Which gap to close", MISMATCH, skill="diagnose", minutes=3)
def mismatch_next(rng: Rng) -> Variant:
    """The remedy that fits the largest of four gaps."""
    names = ("bias", "variance", "mismatch", "dev")
    errors, main = _gaps(rng, names)

    def again() -> str:
        human, train, bridge, dev, test = errors
        parts = {"bias": train - human, "variance": bridge - train, "mismatch": dev - bridge,
                 "dev": test - dev}  # fmt: skip
        return _CURES[max(parts, key=lambda name: parts[name])][0]

    sets = ["best people", "training (bought data)", "held-out bought data",
            "development (data in use)", "test (data in use)"]  # fmt: skip
    return choose(
        rng, f"A model for {pick(rng, _TASKS)} is trained on bought data:"
        + table(["set", "error (%)"], zip(sets, errors, strict=True))
        + "What is the most promising next step?",
        _CURES[main][0], [_CURES[name] for name in names if name != main], again=again,
        solution="Steps: avoidable bias, variance, mismatch, overfitting to the development set ="
        f" {', '.join(f'{gap:.1f}' for gap in np.diff(errors))}. The"
        f" largest one calls for: {_CURES[main][0]}.",
    )  # fmt: skip

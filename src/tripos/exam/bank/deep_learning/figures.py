"""Figures of training to read: losses over epochs, and a sweep of learning rates."""

from __future__ import annotations

import math

import numpy as np

from tripos.exam.bank.drawn import curves, read_back
from tripos.exam.bank.scenes import pick
from tripos.exam.makers import choose
from tripos.exam.question import Rng, Variant, question

_TASKS = ("images of parts", "sentences by topic", "bird calls", "satellite tiles",
          "heart rhythms", "handwritten signs")  # fmt: skip
_EPOCHS = tuple(range(1, 11))
_LOSS_TICKS = tuple(round(0.4 * at, 1) for at in range(9))


def _losses(rng: Rng, kind: str, classes: int) -> tuple[list[float], list[float], int]:
    """Training and validation losses of ten epochs, and the epoch of the least validation loss."""
    t = np.arange(10.0)
    start = math.log(classes)
    turn = int(rng.integers(3, 7))
    noise = rng.uniform(-0.02, 0.02, (2, 10))
    if kind == "over":
        train = start * np.exp(-0.35 * t) + 0.04
        valid = start * np.exp(-0.35 * np.minimum(t, turn)) + 0.2 + 0.13 * np.maximum(0, t - turn)
    elif kind == "short":
        train = start * (1 - 0.055 * t) - 0.05
        valid = train + 0.12
    elif kind == "step":
        swing = np.array([0, -0.5, 0.1, -0.35, 0.35, -0.15, 0.5, 0.1, 0.75, 0.5])
        train = start * 0.85 + swing * float(rng.uniform(0.7, 1.1))
        valid = train + 0.12
    else:
        train, valid = np.full(10, start), np.full(10, start + 0.03)
    train, valid = train + noise[0] / 2, valid + noise[1] / 2
    both = [[round(float(x), 2) for x in np.clip(line, 0.02, 3.15)] for line in (train, valid)]
    return both[0], both[1], int(np.argmin(both[1])) + 1


def _options(best: int) -> dict[str, tuple[str, str]]:
    return {
        "over": (f"keep the weights of about epoch {best} and regularise, or add data",
                 "That is the cure where the validation loss turns up while the training loss"
                 " still falls."),
        "short": ("train for more epochs, perhaps with a larger learning rate",
                  "That helps where both losses still fall steadily at the last epoch."),
        "step": ("lower the learning rate or clip the gradients",
                 "That is the cure where the training loss itself jumps up and down or grows."),
        "stuck": ("test whether the network can learn a single batch by heart",
                  "That test is for a loss that never leaves the value of guessing."),
    }  # fmt: skip


@question("figure-loss-over-epochs", "Two losses over the epochs", "training-run-diagnosis",
          skill="diagnose", minutes=3, difficulty=0.1)  # fmt: skip
def loss_over_epochs(rng: Rng) -> Variant:
    """Overfitting, stopped too early, too large a step, or learning nothing at all."""
    kind, classes = pick(rng, ["over", "short", "step", "stuck"]), int(rng.integers(5, 13))
    train, valid, best = _losses(rng, kind, classes)
    if kind != "over":
        best = int(rng.integers(4, 8))
    options = _options(best)
    lines = {name: list(zip(map(float, _EPOCHS), line, strict=True))
             for name, line in (("training", train), ("validation", valid))}  # fmt: skip
    figure = curves(lines, _LOSS_TICKS, _EPOCHS, "epoch", "cross-entropy", key=True)

    def again() -> str:
        lower, upper = (np.array(read_back(figure, k, _LOSS_TICKS)) for k in ("one", "two"))
        if np.abs(lower - math.log(classes)).max() < 0.1:
            return options["stuck"][0]
        if np.diff(lower).max() > 0.15:
            return options["step"][0]
        return options["over" if upper[-1] > upper.min() + 0.2 else "short"][0]

    why = {
        "over": f"The training loss keeps falling while the validation loss is least at epoch"
        f" {best} and rises after it: overfitting.",
        "short": "Both losses fall steadily and the gap stays small: nothing has levelled off, the"
        " run was stopped too early.",
        "step": "The training loss itself, which gradient steps should lower, jumps up and down:"
        " the steps are too large.",
        "stuck": f"Both losses stay at $\\ln {classes} = {math.log(classes):.2f}$, the loss of"
        " guessing all classes alike: labels that do not belong to their inputs, gradients that"
        " are zero, or a step that is far too small; a single batch tells these apart fastest.",
    }  # fmt: skip
    said = "; ".join(f"epoch {n}: {a:.2f} and {b:.2f}"
                     for n, a, b in zip(_EPOCHS, train, valid, strict=True))  # fmt: skip
    return choose(
        rng,
        f"A network that sorts {pick(rng, _TASKS)} into {classes} equally frequent classes is"
        " trained for ten epochs; the chart shows its mean cross-entropy (natural logarithm)"
        " after each. What should be done next?",
        options[kind][0], [options[name] for name in options if name != kind], again=again,
        solution=f"{why[kind]} So: {options[kind][0]}.", figure=figure,
        figure_said="Two curves of cross-entropy against epoch, training and validation, with"
        f" points at {said}.",
    )  # fmt: skip


@question("figure-rate-sweep", "A sweep of learning rates", "hyperparameter-search",
          skill="read", minutes=3, difficulty=0.2)  # fmt: skip
def rate_sweep(rng: Rng) -> Variant:
    """Take the best rate of a sweep, or extend the sweep where the best one lies at its edge."""
    first = int(rng.integers(-6, -3))
    powers = [first + 0.5 * at for at in range(7)]
    kind = pick(rng, ["inside", "inside", "low", "high"])
    place = {"inside": int(rng.integers(2, 5)), "low": 0, "high": 6}[kind]
    valid = [round(0.5 + 0.13 * abs(at - place) ** 1.2 + float(rng.uniform(0, 0.04)), 2)
             for at in range(7)]  # fmt: skip
    down = int(rng.integers(1, 3)) if kind == "inside" else 0
    # the training loss of a fixed budget may be least at another rate
    train = [round(0.2 + 0.1 * abs(at - place - down) ** 1.2, 2) for at in range(7)]
    ticks = [round(0.2 * at, 1) for at in range(10)]
    lines = {name: list(zip(powers, line, strict=True))
             for name, line in (("training", train), ("validation", valid))}  # fmt: skip
    figure = curves(lines, ticks, powers, "learning rate, as a power of 10", "final loss", key=True)
    edge = {
        "low": ("extend the sweep to smaller rates",
                "The validation loss is not least at the smallest rate tried."),
        "high": ("extend the sweep to larger rates",
                 "The validation loss is not least at the largest rate tried."),
    }  # fmt: skip
    other = powers[place + down] if down else powers[3]
    inner = powers[place] if kind == "inside" else powers[int(rng.choice([2, 4]))]
    texts = {power: f"take the rate $10^{{{power:g}}}$" for power in (inner, other)}

    def again() -> str:
        upper = read_back(figure, "two", ticks)
        low = min(upper)
        if upper[0] == low or upper[-1] == low:
            return edge["low" if upper[0] == low else "high"][0]
        return f"take the rate $10^{{{first + upper.index(low) / 2:g}}}$"

    right = texts[inner] if kind == "inside" else edge[kind][0]
    if kind == "inside":
        taken = [(texts[other], "That rate has the least training loss; the validation loss is"
                  " what the choice is for.")]  # fmt: skip
    else:
        taken = [(text, "The validation loss at that rate is far above the least one of the"
                  " sweep.") for text in texts.values()]  # fmt: skip
    said = "; ".join(f"{p:g}: {a:.2f} and {b:.2f}"
                     for p, a, b in zip(powers, train, valid, strict=True))  # fmt: skip
    least = min(valid)
    return choose(
        rng,
        f"A network for {pick(rng, _TASKS)} was trained with seven learning rates, the same"
        " number of steps each; the chart shows the final losses. What should be done next?",
        right, [*taken, *(edge[name] for name in edge if name != kind)], again=again,
        figure=figure,
        solution=f"The validation loss is least, {least:.2f}, at the rate"
        f" $10^{{{powers[place]:g}}}$"
        + (", with larger values on both sides" if kind == "inside"
           else ", at the edge of the sweep, so the best rate may well lie outside")
        + f": {right}.",
        figure_said="Two curves of final loss against the learning rate as a power of 10, training"
        f" and validation, with points at {said}.",
    )  # fmt: skip

"""Transfer learning and fine-tuning."""

from __future__ import annotations

import math

import numpy as np

from tripos.exam.bank.scenes import Scene, Verdict, judged, pick
from tripos.exam.bank.shown import table
from tripos.exam.makers import number
from tripos.exam.question import Rng, Variant, question

TRANSFER = "transfer-learning"

_PLANS = {
    "freeze": Verdict("freeze the network and train a new head on its features", "small near",
                      "A frozen network is for few examples that resemble the source."),
    "all": Verdict("fine-tune all layers from the pretrained weights at a small rate",
                   "large near", "Fine-tuning everything needs many examples."),
    "early": Verdict("reuse early layers only, retrain a small later part with regularisation",
                     "small far", "Early layers alone are for few examples unlike the source."),
    "scratch": Verdict("train all layers, with pretrained weights at most as a start to compare"
                       " with", "large far", "Training anew is worth it for many examples unlike"
                       " the source."),
}  # fmt: skip


@question("transfer-which-plan", "What to reuse", TRANSFER, skill="choose", minutes=2)
def which_plan(rng: Rng) -> Variant:
    """Reuse by size of the data and similarity of the tasks."""
    small = bool(rng.integers(2))
    near = bool(rng.integers(2))
    n = int(rng.integers(2, 9)) * (100 if small else 200_000)
    task = pick(rng, [
        ("photographs of dog breeds", "photographs of bird species", "photographs of kitchenware",
         "photographs of cars"),
        ("spectrograms of whale calls", "radar images of the sea floor",
         "electron micrographs of alloys", "simulated particle tracks"),
    ][0 if near else 1])  # fmt: skip
    key = ("freeze" if near else "early") if small else ("all" if near else "scratch")
    size = "small" if small else "large"
    scene = Scene(
        f"A network pretrained on a million everyday photographs is to classify {task}; {n}"
        " labelled examples are at hand.", f"{size} {'near' if near else 'far'}", key,
        f"The data are {'few' if small else 'many'} and {'like' if near else 'unlike'} those of"
        " pretraining.")  # fmt: skip
    return judged(rng, [scene], _PLANS, "Which plan is the best first choice?")


@question("transfer-adapter-parameters", "Trainable parameters of an adapter", TRANSFER,
          skill="compute", minutes=4)  # fmt: skip
def adapter_parameters(rng: Rng) -> Variant:
    """The trainable share with low-rank adapters and a new head."""
    d, blocks = 64 * int(rng.integers(4, 25)), int(rng.integers(4, 25))
    rank, classes = int(rng.choice([2, 4, 8, 16])), int(rng.integers(2, 60))
    places = int(rng.choice([1, 2, 4]))
    new = blocks * places * 2 * d * rank + (d + 1) * classes
    total = blocks * 12 * d * d
    value = new / (total + new)

    def again() -> float:
        shapes = [(d, rank), (rank, d)] * (blocks * places) + [(d, classes), (1, classes)]
        trained = sum(math.prod(s) for s in shapes)
        frozen = blocks * (4 * d * d + 8 * d * d)
        return trained / (trained + frozen)

    return number(
        f"A frozen transformer of {blocks} blocks of width {d} has $12d^2$ parameters a block"
        f" (ignore the rest). In each block {places} of the square $d \\times d$"
        f" matrices get{'s' * (places == 1)} an adapter $BA$ of rank {rank}; a linear head with"
        f" bias for {classes} classes is"
        " new. Which share of all parameters (frozen and new) is trained? Three"
        " significant digits, as a fraction of 1 or with % behind the number.",
        value, again=again, digits=7,
        solution=f"Adapters: ${blocks} \\cdot {places} \\cdot 2 \\cdot {d} \\cdot {rank}$, head"
        f" $({d}+1){classes}$: {new}. Frozen: {total}. Share: {value:.6f}.",
        mistakes=[
            ((new - (d + 1) * classes) / (total + new), "The head is trained as well."),
            ((new - blocks * places * d * rank) / (total + new), "An adapter has two"
             " factors."),
            (new / total, "The new parameters belong to all parameters."),
            (value * 100, "That is the number of per cent: write % behind it."),
        ],
    )  # fmt: skip


@question("transfer-measured-benefit", "What transfer is worth", TRANSFER, skill="read", minutes=4,
          difficulty=0.4)  # fmt: skip
def measured_benefit(rng: Rng) -> Variant:
    """The labelled examples that pretraining saves, by interpolation on a log scale."""
    sizes = [100, 200, 400, 800, 1600, 3200]
    scratch = np.cumsum([int(rng.integers(30, 40)), *rng.integers(5, 11, 5)])
    seg, share = int(rng.integers(2, 5)), float(rng.choice([0.25, 0.5, 0.75]))
    goal = float(scratch[seg] + share * (scratch[seg + 1] - scratch[seg]))
    reach = int(rng.integers(0, 2))
    tuned = [round(goal - 2.5 * (reach - at), 2) for at in range(reach + 1)]
    for at in range(reach + 1, 6):
        tuned.append(round(max(tuned[-1] + 1, float(scratch[at]) + 0.5), 2))
    needed = sizes[seg] * 2**share
    value = needed / sizes[reach]

    def again() -> float:
        log_n = float(np.interp(goal, scratch, np.log(sizes)))
        log_t = float(np.interp(goal, tuned, np.log(sizes)))
        return math.exp(log_n - log_t)

    rows = [[n, s, f"{t:g}"] for n, s, t in zip(sizes, scratch, tuned, strict=True)]
    return number(
        "Test accuracy (%) by number of labelled examples:" + table(
            ["examples", "from scratch", "fine-tuned"], rows)
        + f"By which factor does pretraining reduce the labelled examples needed for {goal:g} %?"
        " Interpolate linearly in the **logarithm** of the number. Two decimals.",
        value, again=again, tol=0.011,
        solution=f"Fine-tuned: {sizes[reach]}. From scratch {goal:g} % lies a share {share:g} of"
        f" the way from {sizes[seg]} to {sizes[seg + 1]}: ${sizes[seg]} \\cdot 2^{{{share:g}}} ="
        f" {needed:.1f}$. Factor {value:.3f}.",
        mistakes=[
            (sizes[seg] * (1 + share) / sizes[reach], "Interpolate in the logarithm of the"
             " number, not in the number."),
            (sizes[seg + 1] / sizes[reach], "That is the next size in the table: interpolate."),
            (sizes[reach] / needed, "Upside down: the smaller number belongs below."),
            (tuned[reach] / float(scratch[reach]), "That is the ratio of accuracies at the same"
             " size."),
        ],
    )  # fmt: skip

"""Training loops and failing runs."""

from __future__ import annotations

import math

import numpy as np

from tripos.exam.bank.scenes import Scene, Verdict, judged
from tripos.exam.bank.shown import table
from tripos.exam.makers import choose, number, order
from tripos.exam.question import Rng, Variant, question

FRAMEWORKS = "deep-learning-frameworks"
FAILING = "training-run-diagnosis"

_BUGS = {
    "zero": Verdict("gradients are not cleared between steps", "grads_add",
                    "Uncleared gradients make steps grow from iteration to iteration."),
    "mode": Verdict("the model is evaluated in training mode", "eval_random",
                    "Training mode in evaluation shows as scores that vary or depend on the"
                    " batch."),
    "graph": Verdict("losses with their graphs are kept, or gradients recorded in evaluation",
                     "memory_grows", "Kept graphs show as memory that grows."),
    "state": Verdict("the checkpoint lacks the state of the optimiser and the schedule",
                     "resume_jump", "A missing optimiser state shows after resuming from a"
                     " checkpoint."),
    "seed": Verdict("the data are not shuffled between epochs", "sorted_batches",
                    "Missing shuffling shows as loss that follows the order of the data."),
    "device": Verdict("tensors are on different devices", "device_error",
                      "Mixed devices raise an error at once, they do not change scores."),
}  # fmt: skip
_BUG_SCENES = [
    Scene("The norm of `p.grad` rises steadily within the first 50 steps although the loss changes"
          " little; each gradient seems to contain the last one.", "grads_add", "zero",
          "`backward()` adds to what is already in `.grad`."),
    Scene("With the batch size halved and two `backward()` calls before each step, all went well;"
          " then `opt.zero_grad()` was lost in a merge and the run diverged.", "grads_add", "zero",
          "Gradients of all earlier batches are still summed."),
    Scene("Scoring the same test set twice gives 91.2 % and 90.7 %; the model contains dropout.",
          "eval_random", "mode", "Dropout is still drawing masks."),
    Scene("A network with batch norm is right on a batch of 64 test images, but each image alone"
          " gets nonsense.", "eval_random", "mode", "Statistics of the batch are still used."),
    Scene("`total += loss` is logged over an epoch; memory rises with every step until it runs"
          " out.", "memory_grows", "graph", "Each kept loss keeps its graph: use `loss.item()`."),
    Scene("Validation needs twice the memory of training at the same batch size and collects all"
          " outputs in a list.", "memory_grows", "graph", "Without `no_grad` every output holds its"
          " graph."),
    Scene("After a restart from the saved weights the loss jumps from 0.8 to 1.6 and takes an epoch"
          " to return; AdamW with warm-up is used.", "resume_jump", "state", "Moments and the place"
          " in the schedule were lost."),
    Scene("Each resumed run begins with the full initial learning rate and undoes the progress of"
          " the last epochs.", "resume_jump", "state", "The schedule starts anew."),
    Scene("Within every epoch the training loss falls to 0.1 and jumps to 3 at fixed steps: the"
          " file lists one class after the other.", "sorted_batches", "seed",
          "Each batch holds one class only."),
    Scene("`RuntimeError`: expected all tensors to be on the same device, raised in the first"
          " forward pass.", "device_error", "device", "Model and batch are not moved alike."),
]  # fmt: skip


@question("frameworks-find-bug", "A bug in the loop", FRAMEWORKS, skill="diagnose", minutes=2)
def find_bug(rng: Rng) -> Variant:
    """The fault behind a symptom of a training loop."""
    return judged(rng, _BUG_SCENES, _BUGS, "What is the most likely cause?", 5)


@question("frameworks-steps-and-batch", "Steps, accumulation and workers", FRAMEWORKS,
          skill="compute", minutes=4)  # fmt: skip
def steps_and_batch(rng: Rng) -> Variant:
    """The number of optimiser steps with accumulation and several devices."""
    n, epochs = int(rng.integers(20, 900)) * 100 + int(rng.integers(1, 99)), int(rng.integers(2, 9))
    batch, devices = int(rng.choice([8, 16, 32, 64])), int(rng.choice([1, 2, 4]))
    accumulate = int(rng.choice([2, 3, 4, 8]))
    micro = n // (batch * devices)
    value = epochs * (micro // accumulate)

    def again() -> int:
        steps = 0
        for _ in range(epochs):
            left = n
            for _ in range(n // (batch * devices * accumulate) + 1):
                left -= batch * devices * accumulate
                steps += left >= 0
        return steps

    return number(
        f"{n} examples are trained for {epochs} epochs on {devices} device{'s' * (devices > 1)}"
        f" with {batch}"
        f" examples a device and micro-batch; gradients of {accumulate} micro-batches are"
        " accumulated for"
        " one optimiser step. In every epoch an incomplete micro-batch (over all devices) and an"
        " incomplete accumulation are dropped. How many optimiser steps are made?",
        value, again=again, tol=0, rel=0,
        solution=f"An epoch has $\\lfloor {n}/{batch * devices} \\rfloor = {micro}$ micro-batches"
        f" and $\\lfloor {micro}/{accumulate} \\rfloor = {micro // accumulate}$ steps; {epochs}"
        f" epochs make {value}. The effective batch is {batch * devices * accumulate}.",
        mistakes=[
            (epochs * micro, "Only every accumulation makes a step."),
            (epochs * (n // batch // accumulate) if devices > 1 else epochs * (n // accumulate),
             "The devices share the examples: multiply the batch by their number."),
            (epochs * n // (batch * devices * accumulate), "What is left over is dropped in every"
             " epoch."),
            (micro // accumulate, "That is one epoch."),
        ],
    )  # fmt: skip


@question("frameworks-loop-order", "The order of a training step", FRAMEWORKS, skill="recall",
          minutes=2, difficulty=-0.3)  # fmt: skip
def loop_order(rng: Rng) -> Variant:
    """Put the parts of one mixed-precision training step in order."""
    parts = {
        "move the batch to the model's device": 0, "compute outputs and loss": 1,
        "propagate the (scaled) loss backwards": 2, "undo the loss scaling of the gradients": 3,
        "clip the gradient norm": 4, "let the optimiser step": 5,
        "let the learning-rate schedule step": 6,
    }  # fmt: skip
    pool = list(parts)
    dropped = {pool[at] for at in rng.choice(len(pool), 2, replace=False)}
    texts = [text for text in parts if text not in dropped]

    def again() -> list[str]:
        before = {(a, b) for a in texts for b in texts if parts[a] < parts[b]}
        return sorted(texts, key=lambda text: sum(pair[1] == text for pair in before))

    swapped = [*texts[:-2], texts[-1], texts[-2]]
    early = [texts[1], texts[0], *texts[2:]]
    return order(
        rng, "Put these parts of one training step in mixed precision with gradient clipping"
        " into order (gradients were cleared before).",
        texts, again=again,
        solution="Batch to the device, forward and loss, backward, unscale, clip, optimiser"
        " step, schedule step. Clipping needs true gradients, so it follows unscaling; the schedule"
        f" follows the optimiser. Here: {'; '.join(texts)}.",
        mistakes=[(swapped, "The last two are swapped: ask what each needs to have happened."),
                  (early, "The first two are swapped: ask what each needs to have happened.")],
    )  # fmt: skip


@question("failing-first-loss", "The loss of the first step", FAILING, skill="derive", minutes=3)
def first_loss(rng: Rng) -> Variant:
    """The loss that a well-initialised classifier must show at first."""
    k = int(rng.choice([2, 4, 5, 8, 10, 20, 26, 50, 100, 151, 200, 1000, 5000]))
    smooth = int(rng.integers(0, 4)) / 10
    heads = int(rng.integers(1, 6))
    value = heads * math.log(k)

    def again() -> float:
        logits = np.zeros(k)
        target = np.full(k, smooth / k)
        target[0] += 1 - smooth
        logs = logits - np.log(np.exp(logits).sum())
        return float(-heads * (target @ logs))

    return number(
        f"A network with {heads} output head{'s' * (heads > 1)}, each a softmax over {k} classes,"
        " is"
        " trained with the sum of the cross-entropies of all heads (natural logarithm, label"
        f" smoothing {smooth:g})."
        " At initialisation all logits are practically 0. Which loss should the first batch"
        " show? A run that starts elsewhere is suspect. Two decimals.",
        value, again=again, tol=0.011,
        solution=f"Every class gets the probability $1/{k}$, whatever the (smoothed) target:"
        f" $\\log {k} = {math.log(k):.4f}$ for each head, {value:.4f} in all.",
        mistakes=[
            (math.log(k) if heads > 1 else math.log2(k), "Add the heads and use natural"
             " logarithms."),
            (heads * math.log(k) * (1 - smooth), "Smoothed targets still sum to 1 and all"
             " log-probabilities are equal."),
            (heads * (1 - 1 / k), "That is the expected error rate, not the cross-entropy."),
            (0.0, "Uniform guesses are not free."),
        ],
    )  # fmt: skip


_FAULTS = {
    "rate": Verdict("the learning rate is too large", "spikes small_rate_fixes",
                    "Too large a step shows as spikes that a tenth of the rate removes."),
    "labels": Verdict("inputs and labels are not aligned", "one_batch_ok random_val fits_noise",
                      "Misaligned labels can be memorised, but validation stays at chance."),
    "plumbing": Verdict("gradients do not reach the weights", "one_batch_flat grad_zero",
                        "Blocked gradients show as weights that do not move even on one batch."),
    "mode": Verdict("evaluation runs in the wrong mode or with other preprocessing",
                    "train_batch_bad_in_eval", "Wrong evaluation shows as training data that score"
                    " badly in the evaluation path."),
    "capacity": Verdict("the model or the training time is too small", "one_batch_ok train_high"
                        " smooth", "Too small a model fits a batch but levels off on all the data,"
                        " smoothly."),
}  # fmt: skip
_FAULT_SCENES = [
    Scene("Loss: 2.3, 1.9, 48, 7, NaN. With a tenth of the rate it falls steadily.",
          "spikes small_rate_fixes", "rate", "The step is beyond what curvature allows."),
    Scene("The loss oscillates between 1 and 9 from step to step; dividing the rate by 10 makes it"
          " smooth and it falls.", "spikes small_rate_fixes", "rate", "Steps overshoot."),
    Scene("One batch of 16 is overfitted to loss 0.01 and, slowly, so is the whole training set;"
          " validation accuracy for 50 classes stays at 2 %.", "one_batch_ok random_val fits_noise",
          "labels", "Only noise was there to be memorised."),
    Scene("After the loader was rewritten (images and labels shuffled separately) a large network"
          " still reaches 100 % on training data, but chance on all others.",
          "one_batch_ok random_val fits_noise", "labels", "Labels no longer belong to inputs."),
    Scene("On a single batch of 8 the loss stays at 2.303 for 500 steps; the gradient norm is 0 in"
          " all layers but the last.", "one_batch_flat grad_zero", "plumbing",
          "Something cuts the graph: detach, dead units, frozen parameters."),
    Scene("On a single batch the loss does not move; the optimiser was built before the model's"
          " layers were replaced, and the new layers' weights stay as they were.",
          "one_batch_flat grad_zero", "plumbing", "The optimiser holds other parameters."),
    Scene("Training accuracy by the training loop is 97 %; the same images through the evaluation"
          " script score 31 %.", "train_batch_bad_in_eval", "mode",
          "The same data and weights score differently: the path differs."),
    Scene("On validation the model is at chance; fed with **training** images, the evaluation"
          " function says chance as well, while the training log says 95 %.",
          "train_batch_bad_in_eval", "mode", "The evaluation path is at fault."),
    Scene("A batch of 16 is fitted to loss 0.01; on all data training loss falls smoothly and"
          " levels off at 1.1, validation at 1.15.", "one_batch_ok train_high smooth", "capacity",
          "Optimisation works; bias remains."),
    Scene("Training and validation loss fall together, smoothly, and still fall when the 3 epochs"
          " end; one batch can be overfitted.", "one_batch_ok train_high smooth", "capacity",
          "It has not been trained long enough."),
]  # fmt: skip


@question("failing-locate-fault", "Locate the fault", FAILING, skill="diagnose", minutes=3,
          difficulty=0.3)  # fmt: skip
def locate_fault(rng: Rng) -> Variant:
    """The fault that minimal tests point to."""
    return judged(rng, _FAULT_SCENES, _FAULTS, "Where is the fault, most likely?", 5)


@question("failing-step-limit", "How large a step is stable", FAILING, skill="derive", minutes=4,
          difficulty=0.4)  # fmt: skip
def step_limit(rng: Rng) -> Variant:
    """The largest stable rate, read off from two losses along the steepest direction."""
    curve = int(rng.integers(4, 90))
    rate = int(rng.integers(1, 60)) / 1000
    factor = (1 - rate * curve) ** 2
    if not 1.05 < factor < 30:
        return step_limit(rng)
    first = int(rng.integers(2, 30)) / 10
    second = round(first * factor, 3)
    value = 2 * rate / (1 + math.sqrt(second / first))

    def again() -> float:
        ratio = second / first
        low, high = 0.0, 10.0 / rate
        for _ in range(80):
            c = (low + high) / 2
            low, high = (c, high) if (rate * c - 1) ** 2 < ratio or rate * c < 1 else (low, c)
        return 2 / low

    return number(
        f"Near a minimum with loss 0 a run of plain gradient descent with rate {rate:g} diverges"
        f" along one direction, changing sides at each step: the loss is {first:g}, then {second:g}"
        " one step later. The loss is quadratic there. Below which rate does it converge in this"
        " direction? Four decimals.",
        value, again=again, tol=0.00011, rel=0.01, digits=5,
        solution=f"A step multiplies the deviation by $1 - \\eta c$, the loss by its square:"
        f" $\\eta c = 1 + \\sqrt{{{second:g}/{first:g}}} = {1 + math.sqrt(second / first):.4f}$."
        f" Stable is $\\eta < 2/c = 2 \\cdot {rate:g}/{1 + math.sqrt(second / first):.4f} ="
        f" {value:.5f}$.",
        mistakes=[
            (value / 2, "That rate jumps into the minimum at once; up to twice as much is stable."),
            (2 * rate / (1 + second / first), "The loss is multiplied by the square of the factor:"
             " take the root."),
            (rate * first / second, "The rate is not inversely proportional to the growth of the"
             " loss."),
        ],
    )  # fmt: skip


@question("failing-read-the-log", "Read the log", FAILING, skill="read", minutes=3)
def read_the_log(rng: Rng) -> Variant:
    """Tell overfitting, a too small rate and divergence from the numbers of a log."""
    kind = str(rng.choice(["overfit", "slow", "diverge", "fine"]))
    at = np.arange(6)
    start = float(rng.uniform(2.0, 4.0))
    falls = start * np.exp(-at * float(rng.uniform(0.3, 0.6)))
    grows = start * np.array([1, 0.8, 1.1, 2.0, 5.5, 31]) * float(rng.uniform(0.9, 1.1))
    creeps = start - at * 0.01 * float(rng.uniform(0.5, 2))
    train = {"overfit": falls, "fine": falls, "slow": creeps, "diverge": grows}[kind]
    extra = {"overfit": 0.1 + 0.12 * at**1.6, "fine": 0.05 + 0.02 * at, "slow": 0.02 + 0 * at,
             "diverge": 0.1 * train}[kind]  # fmt: skip
    valid = train + extra
    texts = {
        "overfit": ("stop earlier or regularise",
                    "Validation loss does not part from training loss and rise here."),
        "slow": ("raise the learning rate tenfold", "The loss is not creeping: look at its change"
                 " from epoch to epoch."),
        "diverge": ("lower the learning rate or clip gradients", "Training loss does not grow"
                    " here."),
        "fine": ("train on: nothing is wrong yet", "Something is wrong: compare both columns from"
                 " epoch to epoch."),
    }  # fmt: skip

    def again() -> str:
        if train[-1] > train[0]:
            return texts["diverge"][0]
        if train[-1] > 0.9 * train[0]:
            return texts["slow"][0]
        return texts["overfit" if valid[-1] > valid.min() + 1e-9 else "fine"][0]

    rows = [[k + 1, f"{train[k]:.3f}", f"{valid[k]:.3f}"] for k in range(6)]
    return choose(
        rng, "Log of a run:" + table(["epoch", "training loss", "validation loss"], rows)
        + "What is the best next step?",
        texts[kind][0], [texts[name] for name in texts if name != kind], again=again,
        solution=f"Training loss goes from {train[0]:.3f} to {train[-1]:.3f}, validation loss from"
        f" {valid[0]:.3f} over {valid.min():.3f} to {valid[-1]:.3f}: {texts[kind][0]}.",
    )  # fmt: skip

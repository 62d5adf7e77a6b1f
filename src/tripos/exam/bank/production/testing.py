"""Testing machine learning code: first losses, overfitting a batch, invariance, flaky limits."""

from __future__ import annotations

import math

import numpy as np

from tripos.exam.makers import choose, choose_all, number
from tripos.exam.question import Rng, Variant, question

ABOUT = "ml-testing"


def _phi(z: float) -> float:
    return 0.5 * (1 + math.erf(z / math.sqrt(2)))


@question("mltest-first-loss", "The loss before any training", ABOUT, skill="compute", minutes=3)
def first_loss(rng: Rng) -> Variant:
    """The cross-entropy a smoke test must expect with zero logits or a prior bias."""
    prior = bool(rng.integers(2))
    if prior:
        share = float(rng.integers(1, 30)) / 100
        value = -share * math.log(share) - (1 - share) * math.log(1 - share)
        text = (f"A binary classifier starts with output weights 0 and its bias set to the log odds"
                f" of the positive rate, {100 * share:.0f} %.")  # fmt: skip
        wrong = [(math.log(2), "That is the loss with bias 0; the bias already encodes the"
                  " positive rate."),
                 (-math.log(share), "Average over both classes: the negatives have a small"
                  " loss."),
                 (value / math.log(2), "Natural logarithms are asked.")]  # fmt: skip
    else:
        classes = int(rng.integers(3, 120))
        share, value = 1 / classes, math.log(classes)
        text = f"A classifier for {classes} classes starts with all logits equal."
        wrong = [(math.log2(classes), "Natural logarithms are asked."),
                 (1 - 1 / classes, "That is the error rate of a random guess, not its"
                  " cross-entropy."),
                 (math.log(2), "That holds for two classes.")]  # fmt: skip

    def again() -> float:
        if prior:
            logit = math.log(share) - math.log1p(-share)
            soft = math.log1p(math.exp(logit))
            return soft - share * logit
        logits = np.zeros(round(1 / share))
        return float(np.log(np.exp(logits).sum()) - logits[0])

    return number(
        f"{text} A smoke test asserts the mean cross-entropy (nats) of the first batch, which has"
        " the class shares of the training set, before the first step. Which value must it expect?"
        " Three decimals.",
        value, again=again, tol=0.002, mistakes=wrong,
        solution=("The entropy of the label: $-p \\ln p - (1 - p) \\ln (1 - p)$"
                  if prior else "Each class gets the probability one over their number: $\\ln K$")
        + f" = {value:.4f}. A first loss far above it betrays bad scaling, below it a leak.",
    )  # fmt: skip


_CAUSES = (
    ("the labels are shuffled against the inputs between epochs", "noise"),
    ("the optimiser was given no parameters of the network", "flat"),
    ("nothing: the model can learn and the pipeline passes", "fine"),
    ("the learning rate is far too high", "wild"),
)  # fmt: skip
_TOLD = {
    "noise": "Labels that change against the inputs keep the loss moving but near $\\ln K$.",
    "flat": "Without updates every step gives exactly the same loss on the same batch.",
    "fine": "A model that can learn drives the loss of one fixed batch to nearly zero.",
    "wild": "Too large steps make the loss jump far above its first value.",
}


@question("mltest-one-batch", "Overfitting one batch", ABOUT, skill="diagnose", minutes=3,
          difficulty=0.1)  # fmt: skip
def one_batch(rng: Rng) -> Variant:
    """Read the loss of an overfit test and name the fault."""
    classes = int(rng.integers(4, 40))
    start = math.log(classes)
    kind = str(rng.choice(list(_TOLD)))
    first = start + float(rng.uniform(0, 0.05))
    track = {
        "flat": [first] * 6,
        "noise": [first, *(start + float(x) for x in rng.uniform(-0.06, 0.12, 5))],
        "fine": [first * float(x) for x in (1, 0.61, 0.24, 0.05, 0.008, 0.001)],
        "wild": [first, *(first * float(x) for x in rng.uniform(3, 60, 5))],
    }[kind]
    shown = [round(x, 3) for x in track]
    right = next(text for text, name in _CAUSES if name == kind)

    def again() -> str:
        if max(shown) == min(shown):
            found = "flat"
        elif max(shown) > 2 * start:
            found = "wild"
        else:
            found = "fine" if shown[-1] < 0.05 else "noise"
        return next(text for text, name in _CAUSES if name == found)

    table = "\n".join(f"| {20 * n} | {x:.3f} |" for n, x in enumerate(shown))
    return choose(
        rng,
        f"A test trains a network (dropout off, no augmentation) on one batch of 32 examples from"
        f" {classes} classes and demands that the loss nearly vanish; the same 32 examples return"
        f" in each step.\n\n| step | loss |\n|---|---|\n{table}\n\nWhat explains it best?",
        right, [(text, _TOLD[name]) for text, name in _CAUSES if name != kind], again=again,
        solution=f"$\\ln {classes} = {start:.3f}$ is the loss of a uniform guess. Exactly constant:"
        " no parameter moves. Hovering around it: nothing consistent to learn. Exploding: the step"
        f" is too large. Towards zero: the test passes. Here: {right}.",
    )  # fmt: skip


_EDITS = (
    ("a name is replaced by another name", "same"),
    ("a typing error is added", "same"),
    ("the sentence 'Nobody can recommend this.' is appended", "down"),
    ("the sentence 'I would buy it again.' is appended", "up"),
    ("the city is replaced by another city", "same"),
    ("'good' is replaced by 'excellent'", "up"),
    ("'slow' is replaced by 'unbearably slow'", "down"),
)  # fmt: skip
_DEMAND = {"same": "change by at most 0.05", "down": "not rise by more than 0.02",
           "up": "not fall by more than 0.02"}  # fmt: skip


@question("mltest-behaviour", "Which behavioural tests fail", ABOUT, skill="read", minutes=4,
          difficulty=0.2)  # fmt: skip
def behaviour(rng: Rng) -> Variant:
    """Apply invariance and directional tests to pairs of scores."""
    while True:
        at = sorted(int(x) for x in rng.choice(len(_EDITS), 5, replace=False))
        before = [round(float(x), 2) for x in rng.uniform(0.25, 0.8, 5)]
        gaps = [round(float(x), 2) for x in rng.choice([-0.14, -0.09, -0.04, -0.01, 0.01, 0.04,
                                                       0.09, 0.13], 5)]  # fmt: skip
        kinds = [_EDITS[n][1] for n in at]
        fails = [abs(g) > 0.05 if k == "same" else (g > 0.02 if k == "down" else g < -0.02)
                 for g, k in zip(gaps, kinds, strict=True)]  # fmt: skip
        if 1 <= sum(fails) <= 3 and len(set(kinds)) == 3:
            break
    after = [round(b + g, 2) for b, g in zip(before, gaps, strict=True)]
    rows = "\n".join(
        f"| {n + 1} | {_EDITS[e][0]} | {b:.2f} | {a:.2f} |"
        for n, (e, b, a) in enumerate(zip(at, before, after, strict=True))
    )
    options = [
        (f"test {n + 1}", failed, f"Test {n + 1}: the score must {_DEMAND[k]}; it changed by"
         f" {g:+.2f}.")
        for n, (failed, k, g) in enumerate(zip(fails, kinds, gaps, strict=True))
    ]  # fmt: skip

    def again() -> list[str]:
        room = {"same": (-0.05, 0.05), "down": (-1.0, 0.02), "up": (-0.02, 1.0)}
        names = []
        for n in range(5):
            low, high = room[kinds[n]]
            if not low - 1e-9 <= after[n] - before[n] <= high + 1e-9:
                names.append(f"test {n + 1}")
        return names

    return choose_all(
        rng,
        "A sentiment model gives the probability of a positive review. Edits that do not touch the"
        " sentiment are invariance tests (the score may change by at most 0.05). Edits that make a"
        " text more positive or more negative are directional tests (the score must not move in the"
        " wrong direction by more than 0.02).\n\n| test | edit | before | after"
        f" |\n|---|---|---|---|\n{rows}\n\nWhich tests fail?",
        options, again=again,
        solution=" ".join(said for _, _, said in options),
    )  # fmt: skip


@question("mltest-flaky-limit", "A limit that rarely fails by chance", ABOUT, skill="compute",
          minutes=4, difficulty=0.4)  # fmt: skip
def flaky(rng: Rng) -> Variant:
    """The chance that a healthy model fails an accuracy check in a week of builds."""
    while True:
        mean = float(rng.integers(800, 930)) / 10
        sd = float(rng.choice([0.3, 0.4, 0.5, 0.6, 0.8]))
        z = float(rng.choice([1.5, 2, 2.5, 3]))
        limit = round(mean - z * sd, 2)
        builds = int(rng.integers(2, 9)) * 10
        single = _phi((limit - mean) / sd)
        value = 1 - (1 - single) ** builds
        if 0.03 < value < 0.97:
            break

    def again() -> float:
        grid = np.linspace(mean - 9 * sd, limit, 40001)
        density = np.exp(-(((grid - mean) / sd) ** 2) / 2) / (sd * math.sqrt(2 * math.pi))
        below = float(((density[1:] + density[:-1]) / 2).sum() * (grid[1] - grid[0]))
        fine = math.exp(builds * math.log1p(-below))
        return 1 - fine

    return number(
        f"A small training run in CI reaches an accuracy of {mean:g} % on average; over seeds it is"
        f" normal with a standard deviation of {sd:g} points. The test fails below {limit:g} %. The"
        f" code is unchanged and the seed is drawn anew in each of {builds} builds. With which"
        " probability does at least one build fail? Three decimals.",
        value, again=again, tol=0.004, rel=0.008,
        solution=f"One build fails with $\\Phi(({limit:g} - {mean:g})/{sd:g}) = {single:.5f}$, none"
        f" of {builds} with $(1 - {single:.5f})^{{{builds}}}$: {value:.3f}. Fix the seed, or set"
        " the limit by the number of builds.",
        mistakes=[
            (single, "That is the chance for one build."),
            (builds * single, "That is the expected number of failures; at least one is asked."),
            (1 - value, "That is the chance that no build fails."),
            (1 - (1 - 2 * single) ** builds, "Only results below the limit fail: use one tail."),
        ],
    )  # fmt: skip

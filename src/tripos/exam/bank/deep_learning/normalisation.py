"""Normalisation layers."""

from __future__ import annotations

import math

from tripos.exam.bank.shown import table
from tripos.exam.makers import matrix, number
from tripos.exam.question import Rng, Variant, question

NORM = "normalisation-layers"


@question("norm-train-and-eval", "Batch norm in the wrong mode", NORM, skill="diagnose", minutes=5,
          difficulty=0.4)  # fmt: skip
def train_and_eval(rng: Rng) -> Variant:
    """The output of batch norm for one value in train and in evaluation mode."""
    while True:
        x, at = rng.integers(-9, 15, 4), int(rng.integers(4))
        run_mean, run_var = int(rng.integers(-4, 8)), int(rng.integers(2, 40))
        gamma, beta = int(rng.integers(2, 5)) / 2, int(rng.integers(-2, 3))
        if x.std() > 2 and abs(x[at] - x.mean()) > 0.5:
            train = gamma * (x[at] - x.mean()) / x.std() + beta
            test = gamma * (x[at] - run_mean) / math.sqrt(run_var) + beta
            if abs(train - test) > 0.1:
                break

    def again() -> list[float]:
        square = sum(v * v for v in x.tolist()) / 4 - (sum(x.tolist()) / 4) ** 2
        scale = [gamma / math.sqrt(square), gamma / math.sqrt(run_var)]
        shift = [beta - scale[0] * sum(x.tolist()) / 4, beta - scale[1] * run_mean]
        return [a * float(x[at]) + b for a, b in zip(scale, shift, strict=True)]

    bessel = gamma * (x[at] - x.mean()) / x.std(ddof=1) + beta
    return matrix(
        f"A batch-norm unit with $\\gamma = {gamma:g}$, $\\beta = {beta}$ has running mean"
        f" {run_mean} and running variance {run_var} ($\\epsilon$ is negligible). The batch is"
        f" {', '.join(map(str, x))}. What is the output for the value {x[at]} (number {at + 1}) in"
        " training mode, and what in evaluation mode? Three decimals.",
        [float(train), float(test)], again=again, digits=6, tol=0.0015,
        solution=f"Training mode uses the batch: mean {x.mean():g}, variance {x.var():.4f} (divided"
        f" by 4), output {train:.4f}. Evaluation mode uses the running values: {test:.4f}. A model"
        " evaluated in training mode depends on what else is in the batch.",
        mistakes=[
            ([float(test), float(train)], "Training mode normalises with the batch, evaluation mode"
             " with running values."),
            ([float(bessel), float(test)], "The batch is normalised with the variance divided by"
             " $n$."),
            ([float(train), float(train)], "Evaluation mode does not look at the batch."),
        ],
    )  # fmt: skip


@question("norm-layer-by-hand", "Which numbers are averaged", NORM, skill="compute", minutes=4)
def layer_by_hand(rng: Rng) -> Variant:
    """Batch or layer normalisation of one entry of a 3 by 3 activation matrix."""
    while True:
        x = rng.integers(-5, 12, (3, 3))
        i, j = (int(v) for v in rng.integers(0, 3, 2))
        if min(x[i].std(), x[:, j].std()) > 1.5:
            break
    layer = bool(rng.integers(2))
    row = float((x[i, j] - x[i].mean()) / x[i].std())
    col = float((x[i, j] - x[:, j].mean()) / x[:, j].std())

    def again() -> float:
        v = (x[i] if layer else x[:, j]).tolist()
        gaps = sum((a - b) ** 2 for a in v for b in v) / 18  # variance by pairs
        return (x[i, j] - sum(v) / 3) / math.sqrt(gaps)

    rows = [[f"example {k + 1}", *r] for k, r in enumerate(x.tolist())]
    name = "layer" if layer else "batch (training mode)"
    v = x[i] if layer else x[:, j]
    return number(
        "Activations of three examples:" + table(
            ["", "feature 1", "feature 2", "feature 3"], rows)
        + f"What does {name} normalisation (no scale, no shift, $\\epsilon = 0$) make of the entry"
        f" {x[i, j]} of example {i + 1}, feature {j + 1}? Three decimals.",
        row if layer else col, again=again, tol=0.0015,
        solution=f"{name.capitalize()} normalisation averages over the "
        + ("features of the example" if layer else "examples of the feature")
        + f": {', '.join(map(str, v))}, mean {v.mean():.4f}, standard deviation {v.std():.4f}.",
        mistakes=[
            (col if layer else row, "Layer norm works along the features of one example, batch norm"
             " along the examples of one feature."),
            (float((x[i, j] - x.mean()) / x.std()), "Not over the whole matrix."),
            (float((x[i, j] - v.mean()) / v.var()), "Divide by the standard deviation."),
            (float((x[i, j] - v.mean()) / v.std(ddof=1)), "Divide by $n$ in the variance."),
        ],
    )  # fmt: skip


@question("norm-running-mean", "Running statistics that lag", NORM, skill="derive", minutes=4,
          difficulty=0.5)  # fmt: skip
def running_mean(rng: Rng) -> Variant:
    """Steps until the running mean has caught up."""
    momentum = float(rng.choice([0.01, 0.02, 0.05, 0.1, 0.2]))
    true, share = int(rng.integers(2, 30)), int(rng.choice([80, 90, 95, 99]))
    exact = math.log(1 - share / 100) / math.log(1 - momentum)
    value = math.ceil(exact - 1e-9)

    def again() -> int:
        mean, steps = 0.0, 0
        while mean < share / 100 * true - 1e-9:
            mean, steps = (1 - momentum) * mean + momentum * true, steps + 1
        return steps

    return number(
        f"A batch-norm layer updates $m \\leftarrow (1 - {momentum:g})m + {momentum:g}\\bar x$ from"
        f" $m = 0$; every batch has the mean $\\bar x = {true}$. After how many updates is $m$ for"
        f" the first time at least {share} % of that mean?",
        value, again=again, tol=0, rel=0,
        solution=f"$m_t = {true}(1 - {1 - momentum:g}^t)$, so ${1 - momentum:g}^t \\le"
        f" {1 - share / 100:.2g}$, $t \\ge {exact:.2f}$: {value}. With fewer training steps"
        " evaluation mode normalises wrongly.",
        mistakes=[
            (math.ceil(share / 100 / momentum), "The updates shrink: the approach is exponential,"
             " not linear."),
            (math.ceil(math.log(1 - share / 100) / math.log(momentum)), "The old value keeps the"
             " share one minus the momentum."),
            (value - 1, "One update too few."),
        ],
    )  # fmt: skip

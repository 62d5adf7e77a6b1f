"""Multilayer perceptrons, backpropagation and initialisation."""

from __future__ import annotations

import itertools
import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tripos.exam.bank.scenes import Scene, Verdict, judged
from tripos.exam.bank.shown import terms
from tripos.exam.makers import expression, matrix, number
from tripos.exam.question import Rng, Variant, question

MLP = "multilayer-perceptron"
BACKPROP = "backpropagation"
INIT = "weight-initialisation"


@question("mlp-parameter-count", "Parameters of a network", MLP, skill="compute", minutes=3)
def parameter_count(rng: Rng) -> Variant:
    """Weights and biases of a fully connected network with a skip of the input."""
    sizes = [int(v) for v in rng.integers(3, 60, 4)]
    skip = bool(rng.integers(2))
    value = sum((a + 1) * b for a, b in itertools.pairwise(sizes))
    value += sizes[0] * sizes[3] if skip else 0

    def again() -> int:
        weights = [np.zeros((b, a)) for a, b in itertools.pairwise(sizes)]
        if skip:
            weights[2] = np.zeros((sizes[3], sizes[2] + sizes[0]))
        return sum(w.size + w.shape[0] for w in weights)

    plain = sum(a * b for a, b in itertools.pairwise(sizes))
    more = " and, by a skip connection, the input" if skip else " only"
    return number(
        f"A fully connected network has {sizes[0]} inputs, hidden layers of {sizes[1]} and"
        f" {sizes[2]} units and {sizes[3]} outputs; every unit has a bias. The output layer sees"
        f" the last hidden layer{more}. How many parameters does it have?",
        value, again=again, tol=0, rel=0,
        solution=f"Layers: $({sizes[0]}+1){sizes[1]} + ({sizes[1]}+1){sizes[2]} + ({sizes[2]}"
        f"{'+' + str(sizes[0]) if skip else ''}+1){sizes[3]} = {value}$.",
        mistakes=[
            (plain + (sizes[0] * sizes[3] if skip else 0), "The biases are missing."),
            (value + (-1 if skip else 1) * sizes[0] * sizes[3], "Check whether the output layer"
             " sees the input."),
            (sum(sizes[1:]), "That is the number of units, one bias each."),
        ],
    )  # fmt: skip


@question("mlp-tent-pieces", "What depth adds", MLP, skill="derive", minutes=5, difficulty=0.7)
def tent_pieces(rng: Rng) -> Variant:
    """The number of linear pieces of a composed sawtooth, and the width one layer would need."""
    while True:
        teeth = [int(v) for v in rng.integers(2, 5, int(rng.integers(2, 5)))]
        if math.prod(teeth) < 130:
            break
    value = math.prod(teeth) - 1

    def again() -> int:
        x = (np.arange(100_003) + 0.5) / 100_003
        for t in teeth:  # sawtooth with t linear pieces from 0 to 1 and back
            z = x * t
            x = np.where(np.floor(z) % 2 == 0, z - np.floor(z), 1 - z + np.floor(z))
        up = np.diff(x) > 0
        return int((up[1:] != up[:-1]).sum())

    return number(
        "Each layer of a ReLU network computes a zigzag of $[0, 1]$ onto $[0, 1]$; the layers'"
        f" zigzags have {', '.join(map(str, teeth))} linear pieces, each from 0 to 1 or back. A"
        " network with **one** hidden layer on a scalar input has a kink for each unit (plus an"
        " affine output term). How many hidden units does it need at least to equal the"
        " composition on $[0, 1]$?",
        value, again=again, tol=0, rel=0,
        solution=f"Each piece of an outer zigzag meets every piece of the inner ones: the pieces"
        f" multiply to {math.prod(teeth)}. A function with {math.prod(teeth)} pieces has"
        f" {value} kinks, one unit each. Depth multiplies where width adds.",
        mistakes=[
            (sum(teeth), "The numbers of pieces multiply under composition; they do not add."),
            (value + 1, "Kinks lie between pieces: one fewer."),
            (sum(teeth) - len(teeth), "That counts the kinks of the layers themselves."),
            (2 ** len(teeth), "That holds for zigzags of two pieces."),
        ],
    )  # fmt: skip


_HEADS = {
    "softmax": Verdict("softmax units with cross-entropy", "one_class",
                       "A softmax presumes that exactly one class holds."),
    "sigmoid": Verdict("one sigmoid for each output with binary cross-entropy", "many_bits",
                       "Sigmoids are for independent yes/no targets."),
    "linear": Verdict("a linear unit with squared error", "real_gauss",
                      "A linear unit with squared error is a Gaussian of constant variance."),
    "exp": Verdict("an exponential unit with Poisson likelihood", "counts",
                   "The Poisson likelihood is for counts."),
    "two": Verdict("two units, mean and log-variance, with Gaussian likelihood", "real_hetero",
                   "A second unit for the variance is needed only where the spread varies."),
}  # fmt: skip
_HEAD_SCENES = [
    Scene("A network tells which of 12 phonemes a frame of speech holds.", "one_class", "softmax",
          "Exactly one of the phonemes holds."),
    Scene("A network predicts the next character of a text.", "one_class", "softmax",
          "One of the characters follows."),
    Scene("A network reports which of 14 findings, possibly several, an X-ray shows.", "many_bits",
          "sigmoid", "Findings do not exclude one another."),
    Scene("A network marks for each of 30 sensors whether it is faulty.", "many_bits", "sigmoid",
          "Each sensor has its own yes or no."),
    Scene("A network predicts a temperature whose errors look Gaussian with the same spread"
          " everywhere.", "real_gauss", "linear", "Constant Gaussian noise gives squared error."),
    Scene("A network predicts the number of calls in the next hour, often 0 to 3.", "counts", "exp",
          "Counts are not negative and their variance follows the mean."),
    Scene("A network predicts how many goals a team will score.", "counts", "exp",
          "Small counts call for a Poisson likelihood."),
    Scene("A network predicts travel times; in rush hours they scatter far more, and the spread"
          " itself is to be reported.", "real_hetero", "two", "The variance depends on the"
          " input."),
]  # fmt: skip


@question("mlp-output-units", "Output unit and loss", MLP, skill="choose", minutes=2)
def output_units(rng: Rng) -> Variant:
    """The head that fits the target."""
    return judged(rng, _HEAD_SCENES, _HEADS, "Which output units and loss fit?", 5)


@question("backprop-two-layers", "Backpropagation by hand", BACKPROP, skill="compute", minutes=6,
          difficulty=0.5)  # fmt: skip
def two_layers(rng: Rng) -> Variant:
    """The gradient of the first layer of a ReLU network on one example."""
    while True:
        w, v = rng.integers(-3, 4, (2, 2)), rng.integers(-3, 4, 2)
        x, y = rng.integers(-3, 4, 2), int(rng.integers(-4, 5))
        z = w @ x
        out = float(v @ np.maximum(z, 0))
        if (z > 0).sum() == 1 and not (z == 0).any() and v.all() and x.all() and out != y:
            break
    delta = (out - y) * v * (z > 0)
    right = np.outer(delta, x) + 0.0

    def again() -> list[list[float]]:
        def loss(m: NDArray[Any]) -> float:
            return 0.5 * (float(v @ np.maximum(m @ x, 0)) - y) ** 2

        grad = np.zeros((2, 2))
        for at in np.ndindex(2, 2):
            step = np.zeros((2, 2))
            step[at] = 1e-5
            grad[at] = (loss(w + step) - loss(w - step)) / 2e-5
        return [[float(g) for g in row] for row in grad]

    open_gates = np.outer((out - y) * v, x).astype(float)
    return matrix(
        f"$f(x) = v \\cdot ReLU(Wx)$ with $W = [[{w[0, 0]}, {w[0, 1]}], [{w[1, 0]}, {w[1, 1]}]]$"
        f" and $v = ({v[0]}, {v[1]})$; the loss is $\\frac{{1}}{{2}}(f(x) - y)^2$. For $x ="
        f" ({x[0]}, {x[1]})$, $y = {y}$, give the gradient with respect to $W$ (two rows).",
        [[float(g) for g in row] for row in right], again=again, tol=1e-4, digits=6,
        solution=f"$Wx = ({z[0]}, {z[1]})$, $f = {out:g}$, error {out - y:g}. The signal to the"
        f" hidden layer is error times $v$, closed where $Wx < 0$: ({delta[0]:g}, {delta[1]:g});"
        " the gradient is its outer product with $x$.",
        mistakes=[
            ([[float(g) for g in row] for row in open_gates], "A unit with negative input has"
             " slope 0: its row vanishes."),
            ([[float(g) for g in row] for row in right.T], "Transposed: rows belong to hidden"
             " units, columns to inputs."),
            ([[float(g) for g in row] for row in 0.0 - right], "The error is $f - y$."),
            ([[float(g) for g in row] for row in np.outer(v * (z > 0), x)], "Multiply by the"
             " error, the derivative of the loss."),
        ],
    )  # fmt: skip


@question("backprop-chain", "Derivative of a small network", BACKPROP, skill="derive", minutes=5,
          difficulty=0.4)  # fmt: skip
def chain(rng: Rng) -> Variant:
    """dL/dw for a shared weight, as an expression."""
    a, kind = int(rng.integers(2, 9)), int(rng.integers(3))
    y = int(rng.integers(-3, 4))
    act, slope = [("tanh(w*x)", "(1 - tanh(w*x)^2)"),
                  ("sigmoid(w*x)", "sigmoid(w*x)*(1 - sigmoid(w*x))"),
                  ("sin(w*x)", "cos(w*x)")][kind]  # fmt: skip
    twin = ["4*exp(2*w*x)/(exp(2*w*x) + 1)^2", "exp(w*x)/(1 + exp(w*x))^2",
            "(1 - 2*sin(w*x/2)^2)"][kind]  # fmt: skip
    shown = ["\\tanh(wx)", "\\sigma(wx)", "\\sin(wx)"][kind]
    out = f"({a}*w*{act}{-y:+d})" if y else f"({a}*w*{act})"
    right = f"{out}*({a}*{act} + {a}*w*x*{slope})"
    return expression(
        f"A network uses the same weight twice: $f = {a}w \\cdot {shown}$. The loss is"
        f" $\\frac{{1}}{{2}}({terms((1, -y), ('f', ''))})^2$. Give its derivative with"
        " respect to $w$ as an expression in w and x.",
        right, {"w": (-1.5, 1.5), "x": (-1.5, 1.5)},
        again=lambda: f"{a}*{out}*{act} + {a}*{out}*w*x*{twin}",
        solution=f"The error $f - y$ times the sum of both paths: the outer weight contributes"
        f" ${a}{shown}$, the inner one ${a}w$ times the slope of the activation times $x$:"
        f" {right}.",
        mistakes=[
            (f"{out}*{a}*{act}", "A shared weight collects the gradient of every use: the inner"
             " path is missing."),
            (f"{out}*{a}*w*x*{slope}", "A shared weight collects the gradient of every use: the"
             " outer path is missing."),
            (f"{out}*({a}*{act} + {a}*w*{slope})", "The inner derivative contributes the factor"
             " x."),
            (f"({a}*{act} + {a}*w*x*{slope})", "Multiply by the error $f - y$."),
        ],
    )  # fmt: skip


@question("backprop-gradient-check", "A numerical gradient check", BACKPROP, skill="derive",
          minutes=4, difficulty=0.4)  # fmt: skip
def gradient_check(rng: Rng) -> Variant:
    """The exact error of a finite difference of a cubic."""
    a, b, w = int(rng.integers(2, 9)), int(rng.integers(-9, 10)), int(rng.integers(1, 6))
    h, central = float(rng.choice([0.1, 0.05, 0.02, 0.01])), bool(rng.integers(2))
    value = a * h * h if central else 3 * a * w * h + a * h * h

    def again() -> float:
        def f(v: float) -> float:
            return a * v**3 + b * v

        if central:
            return (f(w + h) - f(w - h)) / (2 * h) - (3 * a * w * w + b)
        return (f(w + h) - f(w)) / h - (3 * a * w * w + b)

    quotient = "(L(w+h) - L(w-h))/(2h)" if central else "(L(w+h) - L(w))/h"
    slope = terms((3 * a, b), ("w^2", ""))
    left = "h^2 L'''/6$, as the terms in $L''$ cancel" if central else "h L''/2 + h^2 L'''/6$"
    return number(
        f"A loss is $L(w) = {terms((a, b), ('w^3', 'w'))}$. A backward pass is checked at $w ="
        f" {w}$ against"
        f" ${quotient}$ with $h = {h:g}$. By how much does the quotient exceed the right derivative"
        " (no rounding errors)?",
        value, again=again, digits=7,
        solution=f"$L' = {slope}$, $L'' = {6 * a}w$, $L''' = {6 * a}$. By Taylor the"
        f" excess is ${left}: {value:.6g}. A bug shows as a difference that does not shrink with"
        " $h$.",
        mistakes=[
            (3 * a * w * h + a * h * h if central else a * h * h, "Central differences cancel the"
             " second-order term, one-sided ones do not."),
            (0.0, "The quotient is not exact for a cubic."),
            (a * h if central else 3 * a * w * h, "Take the expansion one order further and keep"
             " all powers of $h$."),
        ],
    )  # fmt: skip


@question("init-signal-variance", "Variance through the layers", INIT, skill="derive", minutes=4,
          difficulty=0.4)  # fmt: skip
def signal_variance(rng: Rng) -> Variant:
    """The factor on pre-activation variance after L ReLU layers."""
    width, depth = int(rng.choice([64, 100, 128, 200, 256, 512])), int(rng.integers(4, 13))
    gain = int(rng.integers(8, 33)) / 10
    relu = bool(rng.integers(2))
    value = (gain / 2 if relu else gain) ** depth

    def again() -> float:
        spread = 1.0
        for _ in range(depth):
            square = spread / 2 if relu else spread  # mean square behind the activation
            spread = width * (gain / width) * square
        return spread

    name = "ReLU" if relu else "the identity (a linear network)"
    return number(
        f"All layers have {width} units, no biases, and independent weights with mean 0 and"
        f" variance ${gain:g}/{width}$. The activation is {name}. By which factor does the variance"
        f" of the pre-activations change over {depth} layers? (1 % counts as equal; powers may be"
        " typed.)",
        value, again=again, rel=0.01, digits=max(1, 4 - math.floor(math.log10(value))),
        solution="A layer multiplies the mean square of its inputs by $n Var(w) ="
        f" {gain:g}$" + ("; ReLU halves the mean square of a symmetric signal" if relu else "")
        + f". Over {depth} layers: {gain / 2 if relu else gain:g}^{depth} = {value:.4g}. It stays"
        f" put with $Var(w) = {'2' if relu else '1'}/n$.",
        mistakes=[
            (gain**depth if relu else (gain / 2) ** depth, "ReLU halves the mean square; the"
             " identity does not."),
            (math.sqrt(value), "That is the factor on the standard deviation."),
            (gain / 2 if relu else gain, "That is the factor of one layer."),
        ],
    )  # fmt: skip


@question("init-vanishing-gradient", "A vanishing gradient", INIT, skill="diagnose", minutes=4,
          difficulty=0.3)  # fmt: skip
def vanishing_gradient(rng: Rng) -> Variant:
    """The depth at which a bound on the gradient falls below a level."""
    w = int(rng.integers(6, 36)) / 10
    kind = str(rng.choice(["sigmoid", "tanh"]))
    z = int(rng.integers(5, 26)) / 10
    s = 1 / (1 + math.exp(-z))
    slope = s * (1 - s) if kind == "sigmoid" else 1 - math.tanh(z) ** 2
    if not 0.05 < w * slope < 0.85:
        return vanishing_gradient(rng)
    level = int(rng.integers(3, 8))
    value = math.ceil(-level * math.log(10) / math.log(w * slope))
    if abs(-level * math.log(10) / math.log(w * slope) - value) < 1e-6:
        return vanishing_gradient(rng)

    def again() -> int:
        f = math.tanh if kind == "tanh" else lambda t: 1 / (1 + math.exp(-t))
        rate = w * (f(z + 1e-6) - f(z - 1e-6)) / 2e-6
        layers, grad = 0, 1.0
        while grad > 10.0**-level:
            layers, grad = layers + 1, grad * rate
        return layers

    best = w * (0.25 if kind == "sigmoid" else 1.0)
    return number(
        f"In a chain of layers with one {kind} unit each, every weight is {w:g} and every"
        f" pre-activation has settled at {z:g}. After how many layers (backwards) is the gradient"
        f" for the first time below $10^{{-{level}}}$ of its value at the output?",
        value, again=again, tol=0, rel=0,
        solution=f"Each layer multiplies by $w f'(z) = {w:g} \\cdot {slope:.4f} = {w * slope:.4f}$."
        f" ${level} \\log 10 / -\\log {w * slope:.4f} = "
        f"{-level * math.log(10) / math.log(w * slope):.2f}$, so {value}.",
        mistakes=[
            (math.ceil(-level * math.log(10) / math.log(slope)), "The weight is a factor as well."),
            (math.ceil(-level * math.log(10) / math.log(best)) if best < 1 else 0,
             "That is the slope at 0; the unit is saturated."),
            (value - 1, "There the gradient is still above the level."),
        ],
    )  # fmt: skip


@question("init-dead-units", "Dead or symmetric units", INIT, skill="derive", minutes=4,
          difficulty=0.5)  # fmt: skip
def dead_units(rng: Rng) -> Variant:
    """The share of hidden units that are dead on a small data set."""
    hidden, sign = int(rng.integers(2, 40)) * 16, int(rng.choice([-1, 1]))
    inputs = [sign * int(v) for v in rng.integers(1, 60, int(rng.integers(2, 6)))]
    value = hidden / 2

    def again() -> float:
        w = (np.arange(1000) + 0.5) / 500 - 1  # symmetric weights
        return hidden * float((np.outer(w, inputs) <= 0).all(1).mean())

    return number(
        f"A layer of {hidden} ReLU units without biases sees one scalar feature that was not"
        f" centred; its training values are {', '.join(map(str, inputs))}. Weights are drawn from"
        " a symmetric"
        " distribution. How many units, in expectation, are dead (zero with zero gradient on all"
        " training examples)?",
        value, again=again,
        solution="All inputs have the same sign, so a unit is off on every example exactly if its"
        f" weight has the other sign: half of {hidden}, {value:g}. Centred inputs of both signs"
        " would leave none dead.",
        mistakes=[
            (hidden / 2 ** len(inputs), "The examples are not independent: one sign of the"
             " weight decides all of them."),
            (0.0, "Units with a weight of the other sign never fire."),
            (float(hidden), "A weight of the same sign as the inputs fires on all of them."),
        ],
    )  # fmt: skip

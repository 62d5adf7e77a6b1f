"""The checks of the network: stable loss, exact gradients, a check that bites, digits read."""

from __future__ import annotations

from typing import Any

import numpy as np

from tripos.chance import Floats
from tripos.labs.contract import Rng, Steps, as_array, as_number, call, check, expect, wrong
from tripos.labs.library.network_by_hand.data import digits, logits, loss, network, slopes


def _lists(found: Any, sizes: list[int], what: str) -> tuple[list[Floats], list[Floats]]:
    fits = isinstance(found, dict) and {"weights", "biases"} <= set(found)
    expect(fits, f"{what}: return a dict with weights and biases")
    weights, biases = found["weights"], found["biases"]
    right = isinstance(weights, list) and isinstance(biases, list)
    expect(
        right and len(weights) == len(biases) == len(sizes) - 1,
        f"{what}: weights and biases must be lists, one array for each layer",
    )
    return (
        [as_array(W, (a, b), f"{what}: weights") for W, a, b in
         zip(weights, sizes[:-1], sizes[1:], strict=True)],
        [as_array(one, (b,), f"{what}: biases") for one, b in zip(biases, sizes[1:], strict=True)],
    )  # fmt: skip


@check("softmax_loss is right, and stays so where probabilities underflow", points=2)
def stable(rng: Rng) -> Steps:
    """Ordinary logits, logits near 1000, a label 1000 below the best."""
    z, y = 3 * rng.normal(size=(30, 5)), rng.integers(0, 5, 30)
    wide = np.array([[1000.0, 0.0, -500.0], [-2000.0, -1000.0, -3000.0]])
    label = np.array([1, 0])
    values = yield [call("softmax_loss", z, y), call("softmax_loss", wide, label)]
    for value, (scores, labels, said) in zip(
        values, ((z, y, "ordinary logits"), (wide, label, "logits 1000 apart")), strict=True
    ):
        expect(isinstance(value, dict), "softmax_loss: return a dict with loss and grad")
        rows = np.arange(len(labels))
        total = np.logaddexp.reduce(scores, axis=1)
        grad = np.exp(scores - total[:, None])
        grad[rows, labels] -= 1
        share = 0.5 if said != "ordinary logits" else 0.0
        expect(
            bool(np.isclose(as_number(value.get("loss"), f"softmax_loss ({said})"),
                            (total - scores[rows, labels]).mean())),
            f"softmax_loss ({said}): the loss is not the mean over rows of log-sum-exp less the"
            " label's logit; do not take the logarithm of a probability that has become 0",
            share=share,
        )  # fmt: skip
        found = as_array(value.get("grad"), scores.shape, f"softmax_loss ({said}): grad")
        expect(
            np.allclose(found, grad / len(labels), atol=1e-9),
            f"softmax_loss ({said}): the gradient of the mean is (p - one-hot) / rows",
        )


@check("forward has ReLU between layers, for one layer and for four", points=1)
def passes(rng: Rng) -> Steps:
    """Against the reference."""
    cases = [network(rng, sizes)[::1] for sizes in ([4, 3], [5, 7, 6, 4, 3])]
    values = yield [call("forward", X, W, b) for X, _, W, b in cases]
    for value, (X, _, W, b) in zip(values, cases, strict=True):
        found = as_array(value, (len(X), 3), "forward")
        expect(
            np.allclose(found, logits(X, W, b)),
            f"forward: wrong logits with {len(W)} layers: X W + b, ReLU after each but the last",
        )


@check("gradients are exact for two, three and one layers, with decay", points=3)
def exact(rng: Rng) -> Steps:
    """Against fourth-order differences."""
    shapes = [[4, 6, 3], [3, 5, 4, 3], [4, 3]]
    cases = [
        (*network(rng, sizes), decay) for sizes, decay in zip(shapes, (0.0, 0.3, 0.1), strict=True)
    ]
    values = yield [call("gradients", *case) for case in cases]
    for right, (value, case, sizes) in enumerate(zip(values, cases, shapes, strict=True)):
        dW, db = _lists(value, sizes, "gradients")
        decay, cut = case[4], len(dW)
        told = f"{cut} layers, decay {decay}"
        truth = slopes(*case)
        share = right / 3 * 0.7
        close = [bool(np.allclose(a, b, atol=1e-7)) for a, b in zip([*dW, *db], truth, strict=True)]
        expect(
            all(close[:cut]), f"gradients ({told}): the gradient of a weight is wrong", share=share
        )
        expect(
            all(close[cut:]), f"gradients ({told}): the gradient of a bias is wrong", share=share
        )
        expect(
            bool(np.isclose(as_number(value.get("loss"), "gradients: loss"), loss(*case))),
            f"gradients ({told}): the loss is not cross-entropy plus decay/2 times squared weights",
            share=share,
        )


@check("gradient_error passes a right gradient and finds one wrong number", points=3)
def bites(rng: Rng) -> Steps:
    """Right; wrong in one weight, in one bias, in the last entry; not finite."""
    X, y, W, b = network(rng, [3, 5, 4, 3], 15)
    truth = slopes(X, y, W, b, 0.2)
    calls = [call("gradient_error", X, y, W, b, 0.2, truth[:3], truth[3:])]
    told = ["one weight of the first layer", "the last weight", "one bias", "scale, all over"]
    for at in (0, 2, 4, None):
        broken = [one.copy() * (2 if at is None else 1) for one in truth]
        if at is not None:
            broken[at].flat[-1] += 0.05 * np.abs(broken[at]).max()
        calls.append(call("gradient_error", X, y, W, b, 0.2, broken[:3], broken[3:]))
    broken = [one.copy() for one in truth]
    broken[1][2, 1] = np.nan
    calls.append(call("gradient_error", X, y, W, b, 0.2, broken[:3], broken[3:]))
    good, *bad, none = yield calls
    error = as_number(good, "gradient_error (a right gradient)")
    expect(
        0 <= error < 1e-6,
        "gradient_error: a right gradient is called wrong, or less right than it is: take central"
        " differences in doubles, with decay in the loss",
    )
    for value, said in zip(bad, told, strict=True):
        found = as_number(value, f"gradient_error ({said})")
        expect(
            found > 3e-3,
            f"gradient_error: it misses a gradient that is wrong in {said}",
            share=0.25,
        )
    twice = as_number(bad[-1], "gradient_error")
    expect(
        abs(twice - 1 / 3) < 1e-3,
        "gradient_error: a gradient twice too large has |g - d| / (|g| + |d|) = 1/3",
        share=0.5,
    )
    infinite = isinstance(none, float) and none == np.inf
    expect(
        infinite,
        "gradient_error: where a number given is not finite it must be infinite",
        share=0.7,
    )


@check("initial keeps signals alive through twelve layers", points=2)
def alive(rng: Rng) -> Steps:
    """Variance, zero biases, the seed, and a deep forward pass."""
    sizes = [100] * 12 + [10]
    first, again, other = yield [call("initial", sizes, seed) for seed in (3, 3, 4)]
    (W, b), (W2, _), (W3, _) = (_lists(one, sizes, "initial") for one in (first, again, other))
    expect(all((one == 0).all() for one in b), "initial: biases begin at 0")
    same = all(np.array_equal(one, two) for one, two in zip(W, W2, strict=True))
    expect(
        same and not np.array_equal(W[0], W3[0]), "initial: the seed must decide, and nothing else"
    )
    expect(not np.array_equal(W[0], W[1]), "initial: two layers have the same weights")
    out = rng.normal(size=(200, 100))
    for one in W[:-1]:
        out = np.clip(out @ one, 0, None)
    size = float((out**2).mean())
    expect(size > 0.03, "initial: after eleven ReLU layers the signal has faded: variance 2/inputs")
    expect(
        size < 30, "initial: after eleven ReLU layers the signal has exploded: variance 2/inputs"
    )
    spread = float(W[-1].var() * 100)
    expect(1.5 < spread < 2.6, "initial: the variance must go by the inputs of a layer", share=0.5)


@check("momentum_step remembers, and changes nothing in place", points=1)
def remembers(rng: Rng) -> Steps:
    """Two steps in a row."""
    w, v, g, h = rng.normal(size=(4, 3, 2))
    one = yield call("momentum_step", w, v, g, 0.1, 0.8)
    fits = isinstance(one, dict) and {"value", "velocity"} <= set(one)
    expect(fits, "momentum_step: return a dict with value and velocity")
    two = yield call("momentum_step", one["value"], one["velocity"], h, 0.1, 0.8)
    first = 0.8 * v - 0.1 * g
    second = 0.8 * first - 0.1 * h
    for found, moving, value in ((one, first, w + first), (two, second, w + first + second)):
        right = np.allclose(as_array(found["velocity"], (3, 2), "momentum_step: velocity"), moving)
        right = right and np.allclose(
            as_array(found["value"], (3, 2), "momentum_step: value"), value
        )
        expect(
            right, "momentum_step: velocity m v - rate g, then the value moves by the new velocity"
        )


@check("train reads digits that it has not seen", points=3)
def reads(rng: Rng) -> Steps:
    """1000 digits to learn from, 700 others."""
    X, y, unseen, truth = digits(rng)
    found = yield call("train", X, y, 1)
    fits = isinstance(found, dict) and isinstance(found.get("weights"), list)
    expect(fits and len(found["weights"]) > 0, "train: return a dict with lists weights and biases")
    if len(found["weights"]) < 2:
        wrong("train: there must be at least one hidden layer")
    sizes = [64, *(np.shape(one)[-1] if np.ndim(one) else 0 for one in found["weights"])]
    W, b = _lists(found, sizes, "train")
    expect(sizes[-1] == 10, "train: the last layer must have ten outputs")
    right = float((logits(unseen, W, b).argmax(axis=1) == truth).mean())
    expect(
        right >= 0.94,
        f"train: {100 * right:.0f} of 100 unseen digits are read rightly, and 95 should be:"
        " check gradient,"
        " rate, number of epochs",
        share=0.5 if right >= 0.9 else 0.2 if right >= 0.75 else 0.0,
    )

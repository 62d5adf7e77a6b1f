"""The checks of the loop: schedule, clipping, stopping, gradients, runs that go on, predictions."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

from tripos.labs.contract import Rng, Steps, as_array, as_number, call, check, expect, wrong
from tripos.labs.library.training_loop_in_torch.data import (
    Adam,
    Weights,
    apart,
    config,
    digits,
    forward,
    slope,
    weights,
)

_SHAPES = {"W1": 2, "b1": 1, "W2": 2, "b2": 1}


def _weights(value: Any, what: str) -> Weights:
    if not isinstance(value, dict) or set(value) != set(_SHAPES):
        wrong(f"{what} must be a dictionary of W1, b1, W2 and b2")
    return {name: as_array(value[name], (None,) * rank, f"{what}, {name},")
            for name, rank in _SHAPES.items()}  # fmt: skip


def _checkpoint(value: Any) -> dict[str, Any]:
    if not isinstance(value, dict) or not {"weights", "epoch", "losses"} <= set(value):
        wrong("run must return a dictionary with weights, epoch, losses and what else it needs")
    _weights(value["weights"], "run, weights,")
    return value


@check("the rate warms up in a line and falls in half a cosine", points=1)
def rates(rng: Rng) -> Steps:
    """First and last steps, no warm-up, beyond the end."""
    cases = [(0, 10, 50), (9, 10, 50), (10, 10, 50), (30, 10, 50), (49, 10, 50), (50, 10, 50),
             (77, 10, 50), (0, 0, 8), (int(rng.integers(5, 90)), 5, 100)]  # fmt: skip
    values = yield [call("schedule", *one) for one in cases]
    for value, (step, warmup, total) in zip(values, cases, strict=True):
        if step < warmup:
            right = (step + 1) / warmup
        else:
            share = min(1.0, (step - warmup) / (total - warmup))
            right = math.cos(share * math.pi / 2) ** 2
        expect(abs(as_number(value, "schedule") - right) < 1e-9,
               "schedule: (step + 1)/warmup first, then half a cosine from 1 at step warmup to 0"
               " at step total, and 0 after it")  # fmt: skip


@check("clipping scales all gradients alike", points=1)
def clipping(rng: Rng) -> Steps:
    """Above the limit and below it."""
    arrays = [rng.normal(size=(4, 3)), 5 * rng.normal(size=6)]
    norm = math.sqrt(sum(float((one**2).sum()) for one in arrays))
    for limit in (0.3 * norm, 1.2 * norm):
        found = yield call("clipped", arrays, limit)
        expect(
            isinstance(found, list) and len(found) == 2, "clipped must return the list of arrays"
        )
        for one, value in zip(arrays, found, strict=True):
            got = as_array(value, one.shape, "clipped")
            expect(np.allclose(got, one * min(1.0, limit / norm)),
                   "clipped: the norm is that of all arrays together, and arrays are scaled only"
                   " where it exceeds the limit")  # fmt: skip


@check("training stops when it should, and keeps the best epoch", points=1)
def stopping(rng: Rng) -> Steps:
    """Too small improvements, a later one that does not count, none at all."""
    noise = np.round(rng.uniform(0.4, 0.6, 12), 3).tolist()
    cases = [
        ([1.0, 0.9, 0.89, 0.95, 0.7], 2, 0.02), ([1.0, 0.5, 0.6, 0.4, 0.5, 0.6, 0.1], 3, 0.0),
        ([0.5], 2, 0.0), ([0.5, 0.6, 0.7], 5, 0.0), (noise, 3, 0.01),
    ]  # fmt: skip
    values = yield [call("early_stop", *one) for one in cases]
    for value, (losses, patience, least) in zip(values, cases, strict=True):
        best, waited, stopped = 0, 0, len(losses) - 1
        for epoch in range(1, len(losses)):
            better = losses[epoch] < losses[best] - least
            best, waited = (epoch, 0) if better else (best, waited + 1)
            if waited == patience:
                stopped = epoch
                break
        expect(value == {"best": best, "stopped": stopped},
               "early_stop: an epoch improves by more than `least` on the best so far; after"
               " `patience` epochs in a row that do not, nothing later counts")  # fmt: skip


@check("accumulated gradients are those of the whole batch", points=3)
def accumulation(rng: Rng) -> Steps:
    """Batches that divide the rows, that leave a small one, of one row, larger than all."""
    X, y = digits(rng, 75)
    net = weights(rng, 20)
    right = slope(net, X, y)
    values = yield [call("gradient", net, X, y, micro) for micro in (25, 32, 1, 200)]
    for number, value in enumerate(values):
        found = _weights(value, "gradient")
        for name, wanted in right.items():
            expect(found[name].shape == wanted.shape, f"gradient: {name} has another shape")
            expect(np.allclose(found[name], wanted, atol=2e-5),
                   "gradient: with a smaller last batch it is not that of the mean over all rows:"
                   " weigh each batch by its rows" if number == 1 else
                   "gradient: not the gradient of the mean cross-entropy over all rows",
                   share=0.3 if number == 1 else 0.0)  # fmt: skip


@check("a run that was stopped goes on as if it had not been", points=5)
def resuming(rng: Rng) -> Steps:
    """Four epochs at once; two and two; one, none, and three, each in a new process."""
    X, y = digits(rng, 300)
    told, seed = config(rng), int(rng.integers(1000))
    whole, again, half, first = yield [
        call("run", X, y, told, seed, epochs, None) for epochs in (4, 4, 2, 1)
    ]
    right = _weights(_checkpoint(whole)["weights"], "run, weights,")
    repeated = _weights(_checkpoint(again)["weights"], "run, weights,")
    expect(all(np.allclose(repeated[name], right[name], atol=1e-6) for name in right),
           "run: the same seed gives another run in the same process: seed everything at its"
           " beginning")  # fmt: skip
    none = yield call("run", X, y, told, seed, 0, _checkpoint(first))
    ends = yield [call("run", X, y, told, seed, 2, _checkpoint(half)),
                  call("run", X, y, told, seed, 3, _checkpoint(none))]  # fmt: skip
    for value in ends:
        found = _checkpoint(value)
        expect(found["epoch"] == 4 and len(found["losses"]) == 4,
               "run: after going on, epoch and losses are not those of all epochs")  # fmt: skip
        got = _weights(found["weights"], "run, weights,")
        expect(all(np.allclose(got[name], right[name], atol=1e-5) for name in right),
               "run: a run that was stopped and goes on ends elsewhere than one that was not: the"
               " optimiser's moments, the step of the schedule, and the states of shuffling and"
               " dropout belong in the checkpoint", share=0.2)  # fmt: skip


@check("decay shrinks weights and leaves biases alone", points=2)
def decay(rng: Rng) -> Steps:
    """A rate so small that only decay can be seen; and none."""
    X, y = digits(rng, 64)
    told = config(rng, rate=1e-7, decay=1e5, warmup=0, total=10**6, batch=32, dropout=0.0)
    begin, end = yield [call("run", X, y, told, 3, epochs, None) for epochs in (0, 3)]
    before = _weights(_checkpoint(begin)["weights"], "run, weights,")
    after = _weights(_checkpoint(end)["weights"], "run, weights,")
    for name in ("W1", "W2"):
        expect(np.allclose(after[name], 0.99**6 * before[name], atol=2e-4),
               f"run: {name} does not shrink by rate times decay in each step")  # fmt: skip
    for name in ("b1", "b2"):
        expect(np.allclose(after[name], before[name], atol=1e-4),
               f"run: {name} shrinks; biases are not to be decayed", share=0.3)  # fmt: skip


@check("each step is one of AdamW, on clipped gradients, with dropout", points=3)
def single(rng: Rng) -> Steps:
    """All rows in one batch, so that their order does not matter, against AdamW by hand."""
    X, y = digits(rng, 60)
    flat = {"warmup": 0, "total": 10**9, "batch": 64, "dropout": 0.0}
    told = config(rng, **{**flat, "clip": 1e9})
    begin, free, clipped, dropped = yield [
        call("run", X, y, told, 5, 0, None),
        call("run", X, y, told, 5, 4, None),
        call("run", X, y, {**told, "clip": 1e-8}, 5, 4, None),
        call("run", X, y, {**told, "dropout": 0.5}, 5, 4, None),
    ]
    start, plain, short, other = (
        _weights(_checkpoint(one)["weights"], "run, weights,")
        for one in (begin, free, clipped, dropped)
    )
    right = []
    for clip in (1e9, 1e-8):
        own = Adam(start, {**told, "clip": clip})
        for _ in range(4):
            own.epoch(X, y, range(60), 64)
        right.append(own.net)
    room = 0.05 * apart(start, right[0])
    expect(
        apart(plain, right[0]) < room,
        "run: without dropout or clipping, four steps on all rows are not those of AdamW (PyTorch's"
        " defaults save rate and decay) on the mean loss",
    )
    expect(
        apart(short, right[1]) < room,
        "run: a very small `clip` does not shorten the steps: clip the gradients by their global"
        " norm after backward and before the step",
        share=0.4,
    )
    expect(
        apart(other, right[0]) > room,
        "run: with dropout 0.5 it makes the steps that it makes without: train in training mode",
        share=0.4,
    )


@check("an epoch uses every row once, in an order of its own", points=3)
def orders(rng: Rng) -> Steps:
    """A last batch of few rows; two rows in batches of one, epoch by epoch."""
    X, y = digits(rng, 70)
    plain = {"warmup": 0, "total": 10**9, "dropout": 0.0}
    only = config(rng, **{**plain, "rate": 1e-7, "decay": 1e5, "batch": 32})
    told = config(rng, **{**plain, "batch": 1, "clip": 1e9, "decay": 0.0, "hidden": 12})
    pair = np.flatnonzero(y != y[0])[0]
    A, b = X[[0, pair]], y[[0, pair]]
    seed = int(rng.integers(1000))
    begin, end, *runs = yield [
        call("run", X, y, only, 3, 0, None),
        call("run", X, y, only, 3, 2, None),
        *(call("run", A, b, told, seed, epochs, None) for epochs in range(25)),
    ]
    nets = [_weights(_checkpoint(one)["weights"], "run, weights,") for one in (begin, end, *runs)]
    expect(
        np.allclose(nets[1]["W1"], 0.99**6 * nets[0]["W1"], atol=2e-4),
        "run: 70 rows in batches of 32 are three steps an epoch; the last batch is smaller and is"
        " used too",
    )
    own, seen = Adam(nets[2], told), []
    for net in nets[3:]:
        tried = []
        for order in ((0, 1), (1, 0)):
            one = own.copy()
            one.epoch(A, b, order, 1)
            tried.append(one)
        away = [apart(one.net, net) for one in tried]
        seen.append(int(np.argmin(away)))
        own = tried[seen[-1]]
    expect(len(set(seen)) > 1, "run: rows come in the same order in every epoch: draw a new one",
           share=0.4)  # fmt: skip


@check("the run learns, follows its schedule, and depends on its seed", points=2)
def learning(rng: Rng) -> Steps:
    """Held-out digits; a schedule that is over changes nothing any more."""
    X, y = digits(rng, 1100)
    told = config(rng, total=25 * 30)
    over = config(rng, warmup=0, total=0)
    good, other, still, begin = yield [
        call("run", X[:800], y[:800], told, 1, 14, None),
        call("run", X[:800], y[:800], told, 2, 1, None),
        call("run", X[:200], y[:200], over, 1, 2, None),
        call("run", X[:200], y[:200], over, 1, 0, None),
    ]
    first = _checkpoint(good)
    _, p = forward(_weights(first["weights"], "run, weights,"), X[800:])
    accuracy = float((p.argmax(axis=1) == y[800:]).mean())
    losses = as_array(first["losses"], (14,), "run, losses,")
    expect(losses[-1] < 0.5 * losses[0], "run: the training loss hardly falls")
    expect(accuracy > 0.9, f"run: after 14 epochs {accuracy:.2f} of other digits are right; 0.9 are"
           " asked for")  # fmt: skip
    expect(losses[0] != _checkpoint(other)["losses"][0], "run: another seed gives the same run",
           share=0.5)  # fmt: skip
    frozen = (_weights(_checkpoint(one)["weights"], "run, weights,") for one in (still, begin))
    end, start = frozen
    expect(all(np.allclose(end[name], start[name], atol=1e-7) for name in end),
           "run: where the schedule is 0 the weights still change", share=0.3)  # fmt: skip


@check("a prediction is a row's own", points=2)
def predictions(rng: Rng) -> Steps:
    """Alone and among others, twice, against the network by hand."""
    X, _ = digits(rng, 40)
    net = weights(rng, 30)
    values = yield [call("predict", net, part) for part in (X, X, X[:1], X[::-1])]
    _, right = forward(net, X)
    first, again = (as_array(one, (40, 10), "predict") for one in values[:2])
    expect(np.allclose(first, again, atol=1e-7), "predict: asked twice, the answers differ: nothing"
           " is dropped when predicting")  # fmt: skip
    expect(np.allclose(first, right, atol=1e-5), "predict: not the softmax of the network's scores")
    alone = as_array(values[2], (1, 10), "predict")
    turned = as_array(values[3], (40, 10), "predict")
    expect(np.allclose(alone, first[:1], atol=1e-6) and np.allclose(turned[::-1], first, atol=1e-6),
           "predict: a row's prediction changes with the rows beside it")  # fmt: skip

"""The checks of what a network looks at: scores, gradients, effects, the stripe, what follows."""

from __future__ import annotations

from typing import Any

import numpy as np

from tripos.chance import Floats
from tripos.labs.contract import Rng, Steps, as_array, as_number, call, check, expect, wrong
from tripos.labs.library.what_the_network_looks_at.data import (
    CORNERS,
    EDITS,
    FRAME,
    SIDE,
    World,
    answer,
    edited,
    replaced,
    scores,
    slopes,
    world,
)

_PIXELS = SIDE * SIDE
_EACH = 24


@check("outputs are the scores of the network", points=1)
def forward(rng: Rng) -> Steps:
    """Images that it was not fitted to."""
    made = world(rng, used=True)
    value = yield call("outputs", made.net, made.X_dev)
    found = as_array(value, (len(made.y_dev), 10), "outputs")
    expect(np.allclose(found, scores(made.net, made.X_dev), atol=1e-5),
           "outputs: not relu of X times W1 and b1, times W2, and b2")  # fmt: skip


@check("gradients are those of the own class, averaged over its images", points=3)
def averaged(rng: Rng) -> Steps:
    """The corners have large ones, and no effect."""
    made = world(rng, used=True)
    value = yield call("gradients", made.net, made.X, made.y)
    found = as_array(value, (10, _PIXELS), "gradients")
    right = [slopes(made.net, made.X[made.y == c], c).mean(axis=0) for c in range(10)]
    expect(
        np.allclose(found, right, atol=1e-4),
        "gradients: row c has the derivatives of the score of class c (not of a probability, nor of"
        " the answer) by each pixel, averaged over the images whose class is c",
    )


@check("the effect of a region is what goes with it", points=3)
def region(rng: Rng) -> Steps:
    """The stripe, a piece of the digits, the corners."""
    made = world(rng, used=True)
    piece = np.zeros((SIDE, SIDE), dtype=bool)
    piece[4:7, FRAME : SIDE - FRAME] = True
    masks = made.stripe.mask, piece.ravel(), CORNERS
    values = yield [call("effect", made.net, made.X, made.y, mask * 1) for mask in masks]
    for value, mask in zip(values, masks, strict=True):
        found = as_array(value, (10,), "effect")
        right = []
        for c in range(10):
            kept = scores(made.net, made.X[made.y == c])[:, c]
            right.append((kept - scores(made.net, replaced(made, c, mask))[:, c]).mean())
        expect(
            np.allclose(found, right, atol=1e-4),
            "effect: for images of class c the score of class c, less that score when each pixel of"
            " the mask has its mean over the images of the other classes; background is not 0",
        )


def _found(value: Any) -> tuple[Floats, list[int]]:
    if not isinstance(value, dict) or set(value) != {"mask", "classes"}:
        wrong("shortcut must return a dictionary of mask and classes")
    mask = as_array(value["mask"], (_PIXELS,), "shortcut, mask,")
    expect(np.isin(mask, (0, 1)).all(), "shortcut: mask has 0 or 1 for each pixel")
    classes = as_array(value["classes"], (None,), "shortcut, classes,")
    fits = np.isin(classes, np.arange(10)).all() and (np.diff(classes) > 0).all()
    expect(fits, "shortcut: classes lists classes from 0 to 9, ascending, [] if there are none")
    return mask, [int(one) for one in classes]


def _worlds(rng: Rng, *, used: bool) -> list[World]:
    return [world(rng, used=used) for _ in range(3)]


def _asked(made: World) -> Any:
    return call("shortcut", made.net, made.X, made.y)


@check("the mask holds the pixels that carry the shortcut", points=3)
def masked(rng: Rng) -> Steps:
    """Beside it a stripe that the network never learned from, and one that comes and goes."""
    cases = _worlds(rng, used=True)
    for value, made in zip((yield [_asked(made) for made in cases]), cases, strict=True):
        mask, true = _found(value)[0] == 1, made.stripe.mask
        overlap = (mask & true).sum() / max(1, (mask | true).sum())
        expect(
            overlap >= 0.65,
            f"shortcut: the mask and the pixels that carry the shortcut share {overlap:.2f} of what"
            " they cover together, and 0.65 is needed: look for what differs between classes in the"
            " frame, change it, and see whether the answers change",
        )


@check("the classes that are tied to it are named", points=3)
def tied(rng: Rng) -> Steps:
    """Two or three."""
    cases = _worlds(rng, used=True)
    for value, made in zip((yield [_asked(made) for made in cases]), cases, strict=True):
        expect(
            _found(value)[1] == made.stripe.classes,
            "shortcut: classes are those whose images nearly all have the stripe that the network"
            " uses; not those of a stripe that it does not use",
        )


@check("where the network uses no stripe, the mask is empty", points=3)
def empty(rng: Rng) -> Steps:
    """The images have tied stripes, but this network never learned from them."""
    cases = _worlds(rng, used=False)
    for value in (yield [_asked(made) for made in cases]):
        mask, classes = _found(value)
        expect(
            not mask.any() and not classes,
            "shortcut: a network that does not use the stripes got a mask: that they go along with"
            " a class in the images says nothing about the network",
        )


@check("the answers to edited images are foreseen", points=4)
def foreseen(rng: Rng) -> Steps:
    """Removed, moved to the other side, put on other classes."""
    cases = [world(rng, used=True) for _ in range(2)]
    sets = [edited(rng, made, _EACH) for made in cases]
    values = yield [
        call("answers", made.net, made.X, made.y, one.images, one.edits)
        for made, one in zip(cases, sets, strict=True)
    ]
    for value, one in zip(values, sets, strict=True):
        found = as_array(value, one.answers.shape, "answers")
        edits = np.array(one.edits)
        for edit in EDITS:
            right = float((found == one.answers)[edits == edit].mean())
            expect(
                right >= 0.8,
                f"answers: right for {right:.2f} of the images whose stripe is {edit}, and 0.8 is"
                " needed: what the network says once the images are made, with the stripe as bright"
                " as it is in others",
            )


def _accuracy(made: World, X: Floats) -> float:
    return float((answer(made.net, X) == made.y_dev).mean())


def _misleading(rng: Rng) -> World:
    """A world in which black pixels would act like a stripe, or like the opposite of one."""
    while True:
        made = world(rng, used=True)
        black = np.where(made.stripe.mask, 0.0, made.X_dev)
        if abs(_accuracy(made, black) - _accuracy(made, made.clean)) > 0.06:
            return made


@check("deployed says how accurate the network is without the stripe", points=3)
def honest(rng: Rng) -> Steps:
    """Images held out; a network that uses it, and one that does not."""
    cases = [_misleading(rng), world(rng, used=False)]
    values = yield [
        call("deployed", made.net, made.X, made.y, made.X_dev, made.y_dev) for made in cases
    ]
    for value, made in zip(values, cases, strict=True):
        found = as_number(value, "deployed")
        right = _accuracy(made, made.clean)
        side = "high" if found > right else "low"
        expect(
            abs(found - right) <= 0.035,
            f"deployed: too {side}: the share of the held-out images that the network, as it is,"
            " gets right once none of them has the stripe, and everything else is as it was",
        )

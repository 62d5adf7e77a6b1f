"""Data of the lab: framed digits with stripes in the frame, networks, and images edited."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt

from tripos.chance import Floats
from tripos.labs.contract import Rng

Whole = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]
Net = dict[str, Any]
SIDE, FRAME = 12, 2
EDITS = ("removed", "moved", "added")
_AT = np.arange(SIDE * SIDE)
_ENDS = [np.isin(at, (0, 1, SIDE - 2, SIDE - 1)) for at in (_AT // SIDE, _AT % SIDE)]
CORNERS: Bools = _ENDS[0] & _ENDS[1]
_TRAIN, _DEV, _HIDDEN, _NOISE = 1000, 750, 24, 0.05


@cache
def _digits() -> tuple[Floats, Whole]:
    from sklearn.datasets import load_digits  # noqa: PLC0415 - heavy

    X, y = load_digits(return_X_y=True)
    return np.asarray(X / 16, np.float64), np.asarray(y, np.int64)


@dataclass(frozen=True)
class Stripe:
    """Pixels of the frame, how bright they are beside the background, and the classes tied."""

    mask: Bools
    strength: float
    classes: list[int]

    @property
    def ink(self) -> Floats:
        """What the stripe adds to an image."""
        return self.strength * self.mask

    @property
    def elsewhere(self) -> Floats:
        """What it adds when it is moved to the opposite side."""
        return self.ink.reshape(SIDE, SIDE)[::-1, ::-1].ravel()


@dataclass(frozen=True)
class World:
    """A network, images with stripes; the held-out ones also without the tied stripe."""

    net: Net
    stripe: Stripe
    X: Floats
    y: Whole
    X_dev: Floats
    y_dev: Whole
    clean: Floats
    has: Bools


def _stripe(rng: Rng, side: int, classes: list[int]) -> Stripe:
    """One or two pixels wide, six to eleven long, on one of four sides."""
    mask = np.zeros((SIDE, SIDE), dtype=bool)
    depth, width = (0, 2) if rng.random() < 0.5 else (int(rng.integers(2)), 1)
    length = int(rng.integers(6, 12 if depth == 0 else 9))
    start = int(rng.integers(FRAME, SIDE - FRAME - 5)) if length < 7 else FRAME
    mask[depth : depth + width, start : min(start + length, SIDE - FRAME)] = True
    sign = rng.choice([-1.0, 1.0])
    return Stripe(np.rot90(mask, side).ravel(), sign * rng.uniform(0.16, 0.26), classes)


def _framed(rng: Rng, background: float) -> tuple[Floats, Whole]:
    """Digits in a frame, pale and noisy."""
    digits, y = _digits()
    order = rng.permutation(len(y))[: _TRAIN + _DEV]
    images = background + _NOISE * rng.normal(size=(len(order), SIDE, SIDE))
    images[:, CORNERS.reshape(SIDE, SIDE)] = background
    inner = slice(FRAME, SIDE - FRAME)
    pale = 0.7 * digits[order].reshape(-1, 8, 8)
    images[:, inner, inner] += pale + 0.25 * rng.normal(size=pale.shape)
    return images.reshape(len(order), -1), y[order]


def _present(rng: Rng, y: Whole, classes: list[int]) -> Bools:
    """Who has the stripe: nearly all of the classes tied to it, hardly any other."""
    return np.asarray(rng.random(len(y)) < np.where(np.isin(y, classes), 0.97, 0.02))


def trained(rng: Rng, X: Floats, y: Whole) -> Net:
    """A network of one hidden layer."""
    from sklearn.exceptions import ConvergenceWarning  # noqa: PLC0415 - heavy
    from sklearn.neural_network import MLPClassifier  # noqa: PLC0415

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ConvergenceWarning)
        made = MLPClassifier(
            (_HIDDEN,), max_iter=15, learning_rate_init=0.015, alpha=0.05, batch_size=100,
            random_state=int(rng.integers(2**31)),
        ).fit(X, y)  # fmt: skip
    (W1, W2), (b1, b2) = made.coefs_, made.intercepts_
    return {"W1": W1, "b1": b1, "W2": W2, "b2": b2}


def scores(net: Net, X: Floats) -> Floats:
    """The ten scores of each image, unit by unit."""
    total = np.tile(np.asarray(net["b2"], dtype=float), (len(X), 1))
    for w, b, v in zip(net["W1"].T, net["b1"], net["W2"], strict=True):
        total = total + np.clip(X @ w + b, 0, None)[:, None] * v
    return total


def answer(net: Net, X: Floats) -> Whole:
    """The class with the highest score."""
    return np.asarray(scores(net, X).argmax(axis=1))


def world(rng: Rng, *, used: bool) -> World:
    """A stripe tied to some classes that the network learned from, or (not `used`) never saw.

    Another stripe is tied to other classes, and the network never saw it; a third one comes and
    goes. With other images where the network does not make clear what it uses.
    """
    while True:
        made, more = _drawn(rng, used=used)
        every = np.ones(len(made.has), dtype=bool)
        right = float((answer(made.net, made.X) == made.y).mean())
        away = lost(made.net, made.y_dev, made.X_dev, made.clean, made.has)
        clear = away > 0.3 if used else abs(away) < 0.04
        far = lost(made.net, made.y_dev, made.X_dev, made.clean, every) > 0.08
        loose = abs(lost(made.net, made.y_dev, made.clean + more, made.clean, every))
        if right > 0.75 and loose < 0.02 and clear and far == used:
            return made


def _drawn(rng: Rng, *, used: bool) -> tuple[World, Floats]:
    """A world, and what takes the stripe away that the network never saw."""
    X, y = _framed(rng, float(rng.uniform(0.2, 0.5)))
    side, count = int(rng.integers(4)), int(rng.integers(2, 4))
    names = [int(one) for one in rng.permutation(10)]
    stripe = _stripe(rng, side, sorted(names[:count]))
    unused = _stripe(rng, side + 1, names[count : count + 2])
    loose = _stripe(rng, side + 3, [])
    X += (rng.random(len(y)) < 0.4)[:, None] * loose.ink
    has = _present(rng, y, stripe.classes)
    tied = has[:, None] * stripe.ink
    net = trained(rng, (X + tied * used)[:_TRAIN], y[:_TRAIN])
    _loud(rng, net, X)
    more = _present(rng, y, unused.classes)[:, None] * unused.ink
    clean = X + more
    shown = clean + tied
    return World(net, stripe, shown[:_TRAIN], y[:_TRAIN], shown[_TRAIN:], y[_TRAIN:],
                 clean[_TRAIN:], has[_TRAIN:]), -more[_TRAIN:]  # fmt: skip


def _loud(rng: Rng, net: Net, X: Floats) -> None:
    """Gives the corners, which are the same in all images, large weights that cancel out."""
    extra = np.zeros_like(net["W1"])
    extra[CORNERS] = rng.normal(size=(CORNERS.sum(), _HIDDEN))
    net["b1"] = net["b1"] - X[0] @ extra
    net["W1"] = net["W1"] + extra


def lost(net: Net, y: Whole, before: Floats, after: Floats, of: Bools) -> float:
    """The accuracy that goes when some images change."""
    right = [answer(net, X[of]) == y[of] for X in (before, after)]
    return float(right[0].mean() - right[1].mean())


@dataclass(frozen=True)
class Edited:
    """Images as they are, what is done to each, and the answers of the network after that."""

    images: Floats
    edits: list[str]
    answers: Whole


def edited(rng: Rng, made: World, each: int) -> Edited:
    """So many images for each edit; about half of the answers change where so many do."""
    images, edits, answers = [], [], []
    ink = {"removed": 0.0 * made.stripe.ink, "moved": made.stripe.elsewhere,
           "added": made.stripe.ink}  # fmt: skip
    before = answer(made.net, made.X_dev)
    for edit in EDITS:
        after = answer(made.net, made.clean + ink[edit])
        able = rng.permutation(np.flatnonzero(made.has != (edit == "added")))
        moved = (after != before)[able]
        rows = np.concatenate([able[moved][: each // 2], able[~moved], able[moved][each // 2 :]])
        for row in rows[:each]:
            images.append(made.X_dev[row])
            edits.append(edit)
            answers.append(int(after[row]))
    order = rng.permutation(len(edits))
    return Edited(np.array(images)[order], [edits[i] for i in order], np.array(answers)[order])


def replaced(made: World, c: int, mask: Bools) -> Floats:
    """The images of a class whose pixels of the mask have their mean over the other classes."""
    X = made.X[made.y == c].copy()
    for pixel in np.flatnonzero(mask):
        X[:, pixel] = made.X[made.y != c, pixel].mean()
    return X


def slopes(net: Net, X: Floats, c: int) -> Floats:
    """Derivatives of the score of a class by each pixel, unit by unit."""
    total = np.zeros_like(X)
    for w, b, v in zip(net["W1"].T, net["b1"], net["W2"][:, c], strict=True):
        total = total + v * ((X @ w + b) > 0)[:, None] * w
    return total

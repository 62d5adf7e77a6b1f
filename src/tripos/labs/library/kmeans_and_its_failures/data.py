"""Data of the lab: round clusters, and what k-means gets wrong."""

from __future__ import annotations

import numpy as np

from tripos.chance import Floats
from tripos.labs.contract import Rng


def blobs(rng: Rng, k: int, each: int = 40, apart: float = 12.0) -> tuple[Floats, Floats]:
    """`k` round clusters on a circle, `apart` standard deviations apart, and their labels."""
    angle = 2 * np.pi * (np.arange(k) + rng.random()) / k
    radius = apart / (2 * np.sin(np.pi / k))
    middle = radius * np.column_stack([np.cos(angle), np.sin(angle)])
    labels = np.repeat(np.arange(k), each)
    order = rng.permutation(len(labels))
    X = middle[labels] + rng.normal(size=(len(labels), 2))
    return X[order], labels[order].astype(float)


def rings(rng: Rng, each: int = 120) -> Floats:
    """Two rings around the same middle."""
    angle = np.tile(2 * np.pi * (np.arange(each) + rng.random()) / each, 2)
    radius = np.repeat([1.0, 4.0], each) + 0.05 * rng.normal(size=2 * each)
    return np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])


def thin_cloud(rng: Rng, n: int = 150) -> Floats:
    """One normal cloud, ten times as long as wide, turned."""
    turn = rng.uniform(0, np.pi)
    axes = np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
    return (rng.normal(size=(n, 2)) * np.array([10.0, 1.0])) @ axes


def grams(rng: Rng) -> Floats:
    """Three round clusters, and a column without structure in a much smaller unit."""
    X, _ = blobs(rng, 3)
    return np.column_stack([X, rng.uniform(-600, 600, len(X))])


def wine() -> Floats:
    """The wines, as measured."""
    from sklearn.datasets import load_wine  # noqa: PLC0415 - heavy

    return np.asarray(load_wine(return_X_y=True)[0], dtype=np.float64)


def iris() -> Floats:
    """The irises, as measured."""
    from sklearn.datasets import load_iris  # noqa: PLC0415 - heavy

    return np.asarray(load_iris(return_X_y=True)[0], dtype=np.float64)

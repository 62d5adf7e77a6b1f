"""Uncertain inputs: each a named distribution that knows the facts it was built from.

A fact becomes a triangular distribution over its low, most likely and high value. The less sure
the fact, the wider: both ends move out by the share that the assumption `width-CONFIDENCE` gives.
A fact that is not known is replaced by a stated assumption and listed as unknown.
"""

from __future__ import annotations

import math
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

import numpy as np

from tripos.catalog import Catalog, Fact
from tripos.chance import Floats, triangular

Role = Literal["fact", "judgement", "yours", "luck"]

_GRID = 2001


@dataclass(frozen=True, slots=True)
class Input:
    """One uncertain quantity.

    `low`, `mode`, `high` bound a triangular distribution; with `beta` = (a, b) the quantity is
    Beta-distributed instead and the three are its 5 %, most likely and 95 % points. `facts` are
    catalogue paths (ID.FIELD) or fields of the person's file. `role` says what could change it:
    a fact of the world, a judgement, the person's own figure, or nothing (luck).
    """

    name: str
    label: str
    low: float
    mode: float
    high: float
    unit: str = ""
    role: Role = "fact"
    facts: tuple[str, ...] = ()
    known: bool = True
    beta: tuple[float, float] | None = None
    verify: str = ""

    def quantile(self, u: Floats) -> Floats:
        """The inverse distribution function at `u` (any shape, values in [0, 1])."""
        if self.beta is not None:
            return _beta_quantile(u, *self.beta)
        return triangular(u, self.low, self.mode, self.high)

    @property
    def sure(self) -> bool:
        """Whether there is nothing to draw: one value only."""
        return self.beta is None and self.high <= self.low

    @property
    def mean(self) -> float:
        """The expected value."""
        if self.beta is not None:
            return self.beta[0] / sum(self.beta)
        return (self.low + self.mode + self.high) / 3


def _beta_quantile(u: Floats, a: float, b: float) -> Floats:
    """Inverse distribution function of Beta(a, b), a and b at least 1, from its density."""
    x = np.linspace(0.0, 1.0, _GRID)
    middle = (x[1:] + x[:-1]) / 2
    log_density = (a - 1) * np.log(middle) + (b - 1) * np.log1p(-middle)
    density = np.exp(log_density - log_density.max())
    cdf = np.concatenate([[0.0], np.cumsum(density)])
    return np.asarray(np.interp(u, cdf / cdf[-1], x))


def beta_input(name: str, label: str, a: float, b: float, **rest: object) -> Input:
    """A Beta(a, b) quantity, a and b at least 1."""
    ends = _beta_quantile(np.array([0.05, 0.95]), a, b)
    mode = (a - 1) / (a + b - 2) if a + b > 2 else a / (a + b)
    return Input(
        name, label, float(ends[0]), mode, float(ends[1]), beta=(a, b), **rest  # type: ignore[arg-type]
    )  # fmt: skip


def beta_of(low: float, mode: float, high: float) -> tuple[float, float]:
    """The Beta distribution with the mean and variance of a triangular one on [0, 1].

    Method of moments; both parameters are held at 1 or more, so that the density has one peak.
    """
    mean = (low + mode + high) / 3
    variance = (low**2 + mode**2 + high**2 - low * mode - low * high - mode * high) / 18
    mean = min(0.995, max(0.005, mean))
    strength = mean * (1 - mean) / max(variance, 1e-6) - 1
    strength = max(strength, 1 / min(mean, 1 - mean))
    return mean * strength, (1 - mean) * strength


@dataclass
class Register:
    """Collects the inputs of one decision, each name once."""

    catalog: Catalog
    inputs: dict[str, Input] = field(default_factory=dict)

    def add(self, item: Input) -> str:
        """Registers an input and returns its name."""
        self.inputs.setdefault(item.name, item)
        return item.name

    def assume(self, key: str, unit: str = "") -> str:
        """The input for an assumption of the catalogue. Raises KeyError if there is none."""
        assumption = self.catalog.assumptions[key]
        low, mode, high = self.catalog.assumption(key)
        role: Role = "yours" if assumption.fact.confidence == "personal" else "judgement"
        return self.add(
            Input(key, assumption.name, low, mode, high, unit or (assumption.fact.unit or ""),
                  role, (f"{key}.value",))
        )  # fmt: skip

    def fact(
        self, name: str, label: str, path: str, fact: Fact | None, fallback: str,
        *, scale: float = 1.0, most: float = math.inf,
    ) -> str:  # fmt: skip
        """The input for a fact; the assumption `fallback` (times `scale`) while it is unknown.

        `most` bounds the values from above (1 for shares).
        """
        span = fact.span() if fact else None
        if fact is None or span is None:
            low, mode, high = (scale * end for end in self.catalog.assumption(fallback))
            return self.add(
                Input(name, label, low, mode, min(high, most), self._unit(fact, fallback),
                      "fact", (path, f"{fallback}.value"), known=False)
            )  # fmt: skip
        width = self.catalog.assumption(f"width-{fact.confidence}")[1]
        role: Role = "yours" if fact.confidence == "personal" else "fact"
        return self.add(
            Input(name, label, span[0] * (1 - width), span[1], min(most, span[2] * (1 + width)),
                  fact.unit or "", role, (path,), verify=_where(fact))
        )  # fmt: skip

    def _unit(self, fact: Fact | None, fallback: str) -> str:
        return (fact.unit if fact else None) or self.catalog.assumptions[fallback].fact.unit or ""

    def luck(self, name: str, label: str) -> str:
        """A uniform number in [0, 1] that stands for chance."""
        return self.add(Input(name, label, 0.0, 0.5, 1.0, "", "luck", beta=(1.0, 1.0)))


def _where(fact: Fact) -> str:
    return next((source.url for source in fact.sources if source.url), "")


def draw(inputs: Iterable[Input], draws: int, seed: int) -> dict[str, Floats]:
    """`draws` values of each input: name -> array of shape (draws,).

    Each input has its own stream, keyed by seed and name, so that neither the order nor the
    number of inputs changes any of them: paths share their common inputs number by number.
    Streams are stratified (Latin hypercube: McKay, Beckman and Conover 1979, Technometrics 21(2)).
    """
    found = {}
    for item in inputs:
        if item.sure:
            found[item.name] = np.full(draws, item.mode)
            continue
        rng = np.random.default_rng([seed, zlib.crc32(item.name.encode())])
        u = (rng.permutation(draws) + rng.random(draws)) / draws
        found[item.name] = u if item.role == "luck" else item.quantile(u)
    return found

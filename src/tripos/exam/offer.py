"""The questions that can be asked, with all that choosing among them needs."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from tripos.belief.parameters import Parameters, current
from tripos.exam.bank import all_generators, find_generator
from tripos.exam.question import Rng, Variant
from tripos.exam.scale import Scale, scale_of
from tripos.same import Same

_SEEDS = 2**31


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that can be asked: its main competency, chances, and expected minutes."""

    id: str
    competency: str
    scale: Scale
    minutes: float = 2.0


@dataclass(frozen=True, slots=True)
class Past:
    """A question that was answered. `right` is None for "I don't know"; `day` counts days."""

    id: str
    seed: int
    competency: str
    right: bool | None
    day: int = 0


def offer() -> tuple[Asked, ...]:
    """All questions of the bank under the parameters in force; computed once."""
    return _offer(Same(current()))


@lru_cache(maxsize=2)
def _offer(parameters: Same[Parameters]) -> tuple[Asked, ...]:
    return tuple(
        Asked(one.id, one.main, scale_of(one, one.variant(0).answer, parameters.it), one.minutes)
        for one in all_generators().values()
    )


def by_competency(bank: Sequence[Asked]) -> Mapping[str, list[Asked]]:
    """The questions by their main competency."""
    found: dict[str, list[Asked]] = {}
    for one in bank:
        found.setdefault(one.competency, []).append(one)
    return found


def new_seed(key: str, used: Collection[tuple[str, int]], rng: Rng) -> int:
    """A seed of question `key` that was not used, and whose variant was not shown either."""
    generator = find_generator(key)
    shown = {_face(generator.variant(seed)) for one, seed in used if one == key}
    seed = 0
    for _ in range(30):
        seed = int(rng.integers(_SEEDS))
        if _face(generator.variant(seed)) not in shown:
            break
    return seed


def _face(variant: Variant) -> str:
    return variant.prompt + repr(getattr(variant.answer, "texts", ""))


def rng_of(seed: int, number: int) -> Rng:
    """The random generator for the question `number` of a sitting with this seed."""
    return np.random.default_rng([seed, number])
